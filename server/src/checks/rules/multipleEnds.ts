import type { Check } from '../check';
import { example } from '../example';
import { severalInRole } from '../roles';

export const multipleEnds: Check = {
  code: 'multiple-ends',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'Several steps are marked as the end.',
    why: `A run is done when its one end step is. Keep \`@step(end=True)\` on that one; steps that come before it lead to it by
\`self.next\`.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.train)

      @step(end=True)
      def train(self):
          self.next(self.report)

      @step(end=True)
      def report(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.train)

      @step
      def train(self):
          self.next(self.report)

      @step(end=True)
      def report(self):
          pass
    `),
  },
  run: (flow) => severalInRole(flow, 'end'),
};
