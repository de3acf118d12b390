import { directInto } from '../analysis/direct';
import type { Check } from '../check';
import { example } from '../example';

export const emptyForeach: Check = {
  code: 'empty-foreach',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'A foreach leads directly to a join.',
    why: `\`foreach\` and \`num_parallel\` start many tasks of the next step, and the join comes after that. With a join as the next
step there is nothing to run; Metaflow itself stops with an internal error ("list index out of range").`,
    bad: example(`
      @step
      def start(self):
          self.items = [1, 2, 3]
          self.next(self.join, foreach='items')

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
          self.items = [1, 2, 3]
          self.next(self.fit, foreach='items')

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
      'foreach',
      (join, split) =>
        `Join '${join}' follows the foreach of step '${split}' directly: there is no step to run for each item. Put one in between.`,
    ),
};
