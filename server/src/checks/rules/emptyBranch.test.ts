import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { emptyBranch } from './emptyBranch';

describe('empty-branch', () => {
  it('marks the join', () => {
    checkRule(
      emptyBranch,
      `
      @step
      def start(self):
          self.next(self.j, self.a)

      @step
      def a(self):
          self.next(self.j)

      @step
      def j(self, inputs):
      #   ^ error: follows the split of step 'start' directly
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
