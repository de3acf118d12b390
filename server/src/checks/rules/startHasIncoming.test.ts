import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { startHasIncoming } from './startHasIncoming';

describe('start-has-incoming', () => {
  it('marks the start once, whoever leads there', () => {
    checkRule(
      startHasIncoming,
      `
      @step
      def start(self):
      #   ^^^^^ error: 'a' and 'b' lead to it
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.start)

      @step
      def b(self):
          self.next(self.start)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('leaves out steps that are not reached themselves', () => {
    checkRule(
      startHasIncoming,
      `
      @step
      def start(self):
          self.next(self.end)

      @step
      def a(self):
          self.next(self.start)

      @step
      def end(self):
          pass
    `,
    );
  });
});
