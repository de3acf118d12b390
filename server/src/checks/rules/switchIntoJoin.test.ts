import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { switchIntoJoin } from './switchIntoJoin';

describe('switch-into-join', () => {
  it('marks the join', () => {
    checkRule(
      switchIntoJoin,
      `
      @step
      def start(self):
          self.next(self.a, foreach='x')

      @step
      def a(self):
          self.next({'x': self.j, 'y': self.b}, condition='k')

      @step
      def b(self):
          self.next(self.j)

      @step
      def j(self, inputs):
      #   ^ error: The switch of step 'a' leads directly to the join
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
