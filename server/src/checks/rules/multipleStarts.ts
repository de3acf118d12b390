import type { Check } from '../check';
import { example } from '../example';
import { severalInRole } from '../roles';

export const multipleStarts: Check = {
  code: 'multiple-starts',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'Several steps are marked as the start.',
    why: `A run begins with exactly one step. Keep \`@step(start=True)\` on that one and write plain \`@step\` above the others;
to begin with several things at once, let the start step split into them.`,
    bad: example(`
      @step(start=True)
      def load(self):
          self.next(self.train)

      @step(start=True)
      def train(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step(start=True)
      def load(self):
          self.next(self.train)

      @step
      def train(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  run: (flow) => severalInRole(flow, 'start'),
};
