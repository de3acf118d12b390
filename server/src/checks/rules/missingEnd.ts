import type { Check } from '../check';
import { example } from '../example';
import { missingRole } from '../roles';

export const missingEnd: Check = {
  code: 'missing-end',
  severity: 'error',
  needs: ['steps-known'],
  doc: {
    summary: 'No step is the end of the flow.',
    why: `A run is done when the step called \`end\` is, or the one that is marked with \`@step(end=True)\`. Where there is
neither, Metaflow refuses the flow. Only a flow of a single step needs no mark.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.report)

      @step
      def report(self):
          print('done')
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.report)

      @step(end=True)
      def report(self):
          print('done')
    `),
  },
  run: (flow) => missingRole(flow, 'end'),
};
