import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { reservedStepName } from './reservedStepName';

describe('reserved-step-name', () => {
  it('marks each name in its def', () => {
    checkRule(
      reservedStepName,
      `
      @step
      def start(self):
          self.next(self.cmd, self.fit)

      @step
      def cmd(self):
      #   ^^^ error: Metaflow keeps the name 'cmd' for itself
          self.next(self.index)

      @step
      def fit(self):
          self.next(self.index)

      @step
      def index(self, inputs):
      #   ^^^^^ error: 'index'
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
