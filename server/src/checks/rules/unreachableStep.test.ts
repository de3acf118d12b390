import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { unreachableStep } from './unreachableStep';

describe('unreachable-step', () => {
  it('marks each step, and tells what follows from what', () => {
    checkRule(
      unreachableStep,
      `
      @step
      def start(self):
          self.next(self.end)

      @step
      def a(self):
      #   ^ error: Add self.next(self.a) to another step
          self.next(self.b)

      @step
      def b(self):
      #   ^ error: only 'a' leads to it
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('is silent behind a misspelt target', () => {
    checkRule(
      unreachableStep,
      `
      @step
      def start(self):
          self.next(self.midle)

      @step
      def middle(self):
          self.next(self.after)

      @step
      def after(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('is silent behind a missing transition, but not about others', () => {
    checkRule(
      unreachableStep,
      `
      @step
      def start(self):
          pass

      @step
      def a(self):
          self.next(self.b)

      @step
      def b(self):
          self.next(self.end)

      @step
      def end(self):
          self.x = 1
    `,
    );
  });

  it('tells of a step besides that no mistake explains', () => {
    checkRule(
      unreachableStep,
      `
      @step
      def start(self):
          self.next(self.a)

      @step
      def a(self):
          self.next(self.bb, self.c)

      @step
      def b(self):
          self.next(self.j)

      @step
      def c(self):
          self.next(self.j)

      @step
      def j(self, inputs):
          self.next(self.end)

      @step
      def lonely(self):
      #   ^^^^^^ error: 'lonely' can not be reached
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
