import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { parallelNotJoined } from './parallelNotJoined';

describe('parallel-not-joined', () => {
  it('marks the target that is no join', () => {
    checkRule(
      parallelNotJoined,
      `
      @step
      def start(self):
          self.next(self.a, num_parallel=2)

      @parallel
      @step
      def a(self):
          self.next(self.b)
          #              ^ error: 'b' takes no inputs

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
