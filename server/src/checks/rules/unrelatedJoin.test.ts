import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { unrelatedJoin } from './unrelatedJoin';

describe('unrelated-join', () => {
  it('names what comes from outside', () => {
    checkRule(
      unrelatedJoin,
      `
      @step
      def start(self):
          self.next({'x': self.s, 'y': self.y}, condition='k')

      @step
      def s(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.j)

      @step
      def b(self):
          self.next(self.j)

      @step
      def y(self):
          self.next(self.j)

      @step
      def j(self, inputs):
      #   ^ error: 'y' comes from outside
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('leaves crossed joins to the one that misses a branch', () => {
    checkRule(
      unrelatedJoin,
      `
      @step
      def start(self):
          self.next(self.p, self.q)

      @step
      def p(self):
          self.next(self.p1, self.p2)

      @step
      def q(self):
          self.next(self.q1, self.q2)

      @step
      def p1(self):
          self.next(self.jp)

      @step
      def p2(self):
          self.next(self.jq)

      @step
      def q1(self):
          self.next(self.jq)

      @step
      def q2(self):
          self.next(self.jq)

      @step
      def jp(self, inputs):
          self.next(self.j)

      @step
      def jq(self, inputs):
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
