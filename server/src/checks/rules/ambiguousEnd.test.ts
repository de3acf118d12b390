import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { ambiguousEnd } from './ambiguousEnd';

describe('ambiguous-end', () => {
  it('marks the decorator of the other step', () => {
    checkRule(
      ambiguousEnd,
      `
      from metaflow import FlowSpec, parallel, step


      class F(FlowSpec):
          @step
          def start(self):
              self.next(self.a)

          @step(end=True)
         #^^^^^^^^^^^^^^^ error: there is a step called 'end' too
          def a(self):
              pass

          @step
          def end(self):
              pass
    `,
    );
  });
});
