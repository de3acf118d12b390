import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { missingStart } from './missingStart';

describe('missing-start', () => {
  it('marks the class', () => {
    checkRule(
      missingStart,
      `
      from metaflow import FlowSpec, parallel, step


      class F(FlowSpec):
      #     ^ error: The flow has no start step
          @step
          def begin(self):
              self.next(self.end)

          @step
          def end(self):
              pass
    `,
    );
  });

  it('marks a step that only has to be written in lowercase', () => {
    checkRule(
      missingStart,
      `
      @step
      def Start(self):
      #   ^^^^^ error: 'Start' must be called 'start'
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('is content with the only step of a flow', () => {
    checkRule(
      missingStart,
      `
      @step
      def only(self):
          pass
    `,
    );
  });

  it('says nothing where a base class is not known', () => {
    checkRule(
      missingStart,
      `
      from elsewhere import Base
      from metaflow import FlowSpec, parallel, step


      class F(Base, FlowSpec):
          @step
          def fit(self):
              self.next(self.end)

          @step
          def end(self):
              pass
    `,
    );
  });
});
