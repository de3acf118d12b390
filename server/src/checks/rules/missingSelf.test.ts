import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { missingSelf } from './missingSelf';

describe('missing-self', () => {
  it('marks the parameter list', () => {
    checkRule(
      missingSelf,
      `
      @step
      def start(self):
          self.next(self.fit)

      @step
      def fit():
      #      ^^ error: add it as the first parameter
          self.next(self.end)

      @step
      def end(self, /):
      #      ^^^^^^^^^ error: write it without '/'
          pass
    `,
    );
  });
});
