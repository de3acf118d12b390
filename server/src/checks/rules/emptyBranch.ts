import { directInto } from '../analysis/direct';
import type { Check } from '../check';
import { example } from '../example';

export const emptyBranch: Check = {
  code: 'empty-branch',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'A split leads directly to its join.',
    why: `A branch consists of at least one step between the split and the join. Metaflow itself stops with an internal error
("list index out of range") when a split names its own join.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.join, self.fit)

      @step
      def fit(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.skip, self.fit)

      @step
      def skip(self):
          self.next(self.join)

      @step
      def fit(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  run: (flow) =>
    directInto(
      flow,
      'split',
      (join, split) =>
        `Join '${join}' follows the split of step '${split}' directly: that branch has no step. Put a step in between.`,
    ),
};
