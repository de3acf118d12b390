import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { multipleEnds } from './multipleEnds';

describe('multiple-ends', () => {
  it('marks all but the first', () => {
    checkRule(
      multipleEnds,
      `
      from metaflow import FlowSpec, parallel, step


      class F(FlowSpec):
          @step
          def start(self):
              self.next(self.a)

          @step(end=True)
          def a(self):
              pass

          @step(end=True)
         #^^^^^^^^^^^^^^^ error: Steps 'a' and 'b' are both marked
          def b(self):
              pass
    `,
    );
  });
});
