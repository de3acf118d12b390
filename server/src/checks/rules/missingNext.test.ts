import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { missingNext } from './missingNext';

describe('missing-next', () => {
  it('marks the name', () => {
    checkRule(
      missingNext,
      `
      @step
      def start(self):
          self.next(self.fit)

      @step
      def fit(self):
      #   ^^^ error: 'fit' does not say which step comes next
          pass

      @step
      def end(self):
          pass
    `,
    );
  });

  it('wants self.next as the last statement, outside of others', () => {
    checkRule(
      missingNext,
      `
      @step
      def start(self):
          self.next(self.a)

      @step
      def a(self):
      #   ^ error: self.next() must be the last statement
          if self.x:
              self.next(self.b)

      @step
      def b(self):
      #   ^ error: self.next() must be the last statement
          self.next(self.c)
          print('done')

      @step
      def c(this):
      #   ^ error: the first parameter must be called self
          this.next(this.d)

      @step
      def d(self):
      #   ^ error: self.next() must be the last statement
          return self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('takes the only step without it for the end, where there is none', () => {
    checkRule(
      missingNext,
      `
      @step
      def start(self):
          self.next(self.fit)

      @step
      def fit(self):
          pass
    `,
    );
  });
});
