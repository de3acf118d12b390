import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { unjoinedSplit } from './unjoinedSplit';

describe('unjoined-split', () => {
  it('marks the end and names the split', () => {
    checkRule(
      unjoinedSplit,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.end)

      @step
      def b(self):
          self.next(self.end)

      @step
      def end(self):
      #   ^^^ error: the split of step 'start' into 'a' and 'b'
          pass
    `,
    );
  });

  it('names the step where the branches meet', () => {
    checkRule(
      unjoinedSplit,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.c)

      @step
      def b(self):
          self.next(self.c)

      @step
      def c(self):
          self.next(self.end)

      @step
      def end(self):
      #   ^^^ error: 'c' could join: def c(self, inputs)
          pass
    `,
    );
  });

  it('is silent behind a missing transition', () => {
    checkRule(
      unjoinedSplit,
      `
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.x = 1

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
