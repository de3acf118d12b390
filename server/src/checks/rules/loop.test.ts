import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { loop } from './loop';

describe('loop', () => {
  it('marks the transition that Metaflow names', () => {
    checkRule(
      loop,
      `
      @step
      def start(self):
          self.next(self.a)

      @step
      def a(self):
          self.next(self.b)
          #              ^ error: b → a → b

      @step
      def b(self):
          self.next({'x': self.a, 'y': self.end}, condition='k')

      @step
      def end(self):
          pass
    `,
    );
  });

  it('shows loops in different parts, and a step that leads to itself', () => {
    checkRule(
      loop,
      `
      @step
      def start(self):
          self.next(self.a)

      @step
      def a(self):
          self.next({'x': self.b, 'y': self.c}, condition='k')
          #                    ^ error: b → a → b

      @step
      def b(self):
          self.next(self.a)

      @step
      def c(self):
          self.next(self.d)

      @step
      def d(self):
          self.next(self.d)
          #              ^ error: Step 'd' leads to itself

      @step
      def end(self):
          pass
    `,
    );
  });

  it('lets a switch lead to itself', () => {
    checkRule(
      loop,
      `
      @step
      def start(self):
          self.next(self.a)

      @step
      def a(self):
          self.next({'x': self.a, 'y': self.end}, condition='k')

      @step
      def end(self):
          pass
    `,
    );
  });

  it('points where Metaflow does when a step before it in the alphabet leads to the start', () => {
    checkRule(
      loop,
      `
      @step
      def start(self):
          self.next(self.m)

      @step
      def m(self):
          self.next(self.y)

      @step
      def y(self):
          self.next({'again': self.m, 'on': self.end}, condition='k')
          #                        ^ error: m → y → m

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
