import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { endHasTransition } from './endHasTransition';

describe('end-has-transition', () => {
  it('marks self.next', () => {
    checkRule(
      endHasTransition,
      `
      @step
      def start(self):
          self.next(self.end)

      @step
      def end(self):
          self.next()
         #^^^^^^^^^ error: The flow ends with step 'end'
    `,
    );
  });

  it('tells that the only step is the end', () => {
    checkRule(
      endHasTransition,
      `
      @step
      def only(self):
          self.next(self.only)
         #^^^^^^^^^ error: 'only' is the only step
    `,
    );
  });

  it('says nothing where steps may come from an unknown base class', () => {
    checkRule(
      endHasTransition,
      `
      from elsewhere import Base
      from metaflow import FlowSpec, parallel, step


      class F(Base, FlowSpec):
          @step
          def fit(self):
              self.next(self.end)
    `,
    );
  });
});
