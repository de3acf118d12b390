import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { multipleStarts } from './multipleStarts';

describe('multiple-starts', () => {
  it('marks all but the first', () => {
    checkRule(
      multipleStarts,
      `
      from metaflow import FlowSpec, parallel, step


      class F(FlowSpec):
          @step(start=True)
          def a(self):
              self.next(self.b)

          @step(start=True)
         #^^^^^^^^^^^^^^^^^ error: Steps 'a' and 'b' are both marked
          def b(self):
              self.next(self.end)

          @step
          def end(self):
              pass
    `,
    );
  });

  it('is content with one', () => {
    checkRule(
      multipleStarts,
      `
      @step(start=True)
      def a(self):
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
