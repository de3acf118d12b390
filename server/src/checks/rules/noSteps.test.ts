import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { noSteps } from './noSteps';

describe('no-steps', () => {
  it('marks the started class where nothing is a step', () => {
    checkRule(
      noSteps,
      `
      from metaflow import FlowSpec, parallel, step


      class Empty(FlowSpec):
      #     ^^^^^ error: Put @step above the methods
          def start(self):
              pass


      Empty()
    `,
    );
  });

  it('leaves a class alone that others may extend', () => {
    checkRule(
      noSteps,
      `
      from metaflow import FlowSpec, parallel, step


      class Base(FlowSpec):
          def helper(self):
              pass
    `,
    );
  });

  it('says nothing where a base class is not known', () => {
    checkRule(
      noSteps,
      `
      from metaflow import FlowSpec, parallel, step


      from elsewhere import Base


      class Some(Base, FlowSpec):
          pass


      Some()
    `,
    );
  });
});
