import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { invalidStepName } from './invalidStepName';

describe('invalid-step-name', () => {
  it('marks the name and proposes another', () => {
    checkRule(
      invalidStepName,
      `
      @step
      def start(self):
          self.next(self.fitModel)

      @step
      def fitModel(self):
      #   ^^^^^^^^ error: 'fit_model' would do
          self.next(self._b)

      @step
      def _b(self):
      #   ^^ error: no underscore in front
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('allows digits in front', () => {
    checkRule(
      invalidStepName,
      `
      @step
      def start(self):
          self.next(self.a2_b)

      @step
      def a2_b(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
