import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { tooManyArguments } from './tooManyArguments';

describe('too-many-arguments', () => {
  it('marks what is more than self and inputs', () => {
    checkRule(
      tooManyArguments,
      `
      @step
      def start(self):
          self.next(self.fit)

      @step
      def fit(self, inputs, a, b=2):
      #                     ^^^^^^ error: 'fit' takes too many parameters
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('does not count *args, keyword-only parameters and **kwargs', () => {
    checkRule(
      tooManyArguments,
      `
      @step
      def start(self, *args, a, **kw):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
