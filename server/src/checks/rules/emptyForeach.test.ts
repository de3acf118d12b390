import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { emptyForeach } from './emptyForeach';

describe('empty-foreach', () => {
  it('marks the join, also inside another split', () => {
    checkRule(
      emptyForeach,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.i, foreach='x')

      @step
      def i(self, inputs):
      #   ^ error: follows the foreach of step 'a' directly
          self.next(self.j)

      @step
      def b(self):
          self.next(self.j)

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
