import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { duplicateBranch } from './duplicateBranch';

describe('duplicate-branch', () => {
  it('marks the join and names the step', () => {
    checkRule(
      duplicateBranch,
      `
      @step
      def start(self):
          self.next(self.a, self.a)

      @step
      def a(self):
          self.next(self.j)

      @step
      def j(self, inputs):
      #   ^ error: names 'a' twice
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
