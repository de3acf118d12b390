import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';

/** metaflow/lint.py: check_reserved_words, 2.19.38. */
const reserved = new Set(['name', 'next', 'input', 'index', 'cmd']);

export const reservedStepName: Check = {
  code: 'reserved-step-name',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A step has a name that Metaflow keeps for itself.',
    why: `The names \`name\`, \`next\`, \`input\`, \`index\` and \`cmd\` are attributes that Metaflow sets on every flow. A step of
that name would take their place, so Metaflow refuses to run the flow. Rename the step, and the transitions to it.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.input)

      @step
      def input(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.read_input)

      @step
      def read_input(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of flow.flow.steps.values()) {
      if (reserved.has(step.name))
        yield inStep(
          flow,
          step,
          step.nameSpan,
          `Metaflow keeps the name '${step.name}' for itself. Choose another name for the step.`,
        );
    }
  },
};
