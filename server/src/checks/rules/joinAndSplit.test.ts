import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { joinAndSplit } from './joinAndSplit';

describe('join-and-split', () => {
  it('marks the second parameter, whatever the split', () => {
    checkRule(
      joinAndSplit,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.c)

      @step
      def b(self):
          self.next(self.c)

      @step
      def c(self, inputs):
      #           ^^^^^^ error: it also starts many tasks
          self.next(self.d, foreach='items')

      @step
      def d(self):
          self.next(self.e)

      @step
      def e(self, parts):
      #           ^^^^^ error: it also chooses the next step
          self.next({'x': self.f, 'y': self.end}, condition='k')

      @step
      def f(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
