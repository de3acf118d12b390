import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { ambiguousStart } from './ambiguousStart';

describe('ambiguous-start', () => {
  it('marks the decorator of the other step', () => {
    checkRule(
      ambiguousStart,
      `
      from metaflow import FlowSpec, parallel, step


      class F(FlowSpec):
          @step
          def start(self):
              self.next(self.end)

          @step(start=True)
         #^^^^^^^^^^^^^^^^^ error: there is a step called 'start' too
          def a(self):
              self.next(self.end)

          @step
          def end(self):
              pass
    `,
    );
  });

  it('is content with start=True on the step start', () => {
    checkRule(
      ambiguousStart,
      `
      @step(start=True)
      def start(self):
          self.next(self.b)

      @step
      def b(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
