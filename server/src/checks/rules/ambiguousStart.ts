import type { Check } from '../check';
import { example } from '../example';
import { ambiguousRole } from '../roles';

export const ambiguousStart: Check = {
  code: 'ambiguous-start',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'One step is marked as the start, another one is called `start`.',
    why: `\`@step(start=True)\` and the name \`start\` mean the same. When two different steps have one each, Metaflow can not
tell which of them begins the flow.`,
    bad: example(`
      @step(start=True)
      def load(self):
          self.next(self.start)

      @step
      def start(self):
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
  run: (flow) => ambiguousRole(flow, 'start'),
};
