import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { parallelWithoutNumParallel } from './parallelWithoutNumParallel';

describe('parallel-without-num-parallel', () => {
  it('marks the step that is reached by foreach', () => {
    checkRule(
      parallelWithoutNumParallel,
      `
      @step
      def start(self):
          self.next(self.a, foreach='x')

      @parallel
      @step
      def a(self):
      #   ^ error: 'start' leads to it without num_parallel
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

  it('marks a start that is parallel', () => {
    checkRule(
      parallelWithoutNumParallel,
      `
      @parallel
      @step
      def start(self):
      #   ^^^^^ error: can not be @parallel
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
