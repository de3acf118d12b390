import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { incompleteJoin } from './incompleteJoin';

describe('incomplete-join', () => {
  it('marks the join and names the branch', () => {
    checkRule(
      incompleteJoin,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.j)

      @step
      def b(self):
          self.next(self.end)

      @step
      def j(self, inputs):
      #   ^ error: Join 'j' misses 'b'
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('is silent where a mistake in the branch explains it', () => {
    checkRule(
      incompleteJoin,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.j)

      @step
      def b(self):
          self.next('j')

      @step
      def j(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
