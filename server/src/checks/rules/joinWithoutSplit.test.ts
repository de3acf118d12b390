import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { joinWithoutSplit } from './joinWithoutSplit';

describe('join-without-split', () => {
  it('marks the second parameter', () => {
    checkRule(
      joinWithoutSplit,
      `
      @step
      def start(self):
          self.next(self.a)

      @step
      def a(self, inputs=None):
      #           ^^^^^^^^^^^ error: 'a' takes a second parameter
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('finds a join too many after a complete one', () => {
    checkRule(
      joinWithoutSplit,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.j)

      @step
      def b(self):
          self.next(self.j)
      @step
      def j(self, inputs):
          self.next(self.k)

      @step
      def k(self, inputs):
      #           ^^^^^^ error: no split is open
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
