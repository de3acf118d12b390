import type { Check } from '../check';
import { example } from '../example';
import { missingRole } from '../roles';

export const missingStart: Check = {
  code: 'missing-start',
  severity: 'error',
  needs: ['steps-known'],
  doc: {
    summary: 'No step is the start of the flow.',
    why: `A run begins with the step called \`start\`, or with the one that is marked with \`@step(start=True)\`. Where there is
neither, Metaflow does not know where to begin. Only a flow of a single step needs no mark.`,
    bad: example(`
      @step
      def begin(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step(start=True)
      def begin(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  run: (flow) => missingRole(flow, 'start'),
};
