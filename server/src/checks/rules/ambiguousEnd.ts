import type { Check } from '../check';
import { example } from '../example';
import { ambiguousRole } from '../roles';

export const ambiguousEnd: Check = {
  code: 'ambiguous-end',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'One step is marked as the end, another one is called `end`.',
    why: `\`@step(end=True)\` and the name \`end\` mean the same. When two different steps have one each, Metaflow can not tell
which of them ends the flow.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.end)

      @step
      def end(self):
          self.next(self.report)

      @step(end=True)
      def report(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.report)

      @step(end=True)
      def report(self):
          pass
    `),
  },
  run: (flow) => ambiguousRole(flow, 'end'),
};
