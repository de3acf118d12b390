import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { numParallelWithoutDecorator } from './numParallelWithoutDecorator';

describe('num-parallel-without-decorator', () => {
  it('marks the target', () => {
    checkRule(
      numParallelWithoutDecorator,
      `
      @step
      def start(self):
          self.next(self.a, num_parallel=2)
          #              ^ error: 'a' has no @parallel

      @step
      def a(self):
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

  it('is content with a decorator that it does not know', () => {
    checkRule(
      numParallelWithoutDecorator,
      `
      from elsewhere import gang
      from metaflow import FlowSpec, parallel, step


      class F(FlowSpec):
          @step
          def start(self):
              self.next(self.a, num_parallel=2)

          @gang
          @step
          def a(self):
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
