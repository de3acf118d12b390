import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { invalidNext } from './invalidNext';

describe('invalid-next', () => {
  it('marks the part that Metaflow does not understand', () => {
    checkRule(
      invalidNext,
      `
      @step
      def start(self):
          self.next('a')
          #         ^^^ error: a step is given as self.a

      @step
      def a(self):
          self.next(self.b, forech='items')
          #                 ^^^^^^ error: it has no argument called 'forech'

      @step
      def b(self):
          self.next()
         #^^^^^^^^^^^ error: it names no step to go to

      @step
      def c(self):
          self.next(*steps)
          #         ^^^^^^ error: written out one by one

      @step
      def d(self):
          self.next({key: self.a, 'x': self.b}, condition='k')
          #          ^^^ error: the key of a case

      @step
      def e(self):
          self.next(self.a, self.b, foreach='x')
          #                      ^ error: foreach= goes to exactly one step

      @step
      def end(self):
          pass
    `,
    );
  });
});
