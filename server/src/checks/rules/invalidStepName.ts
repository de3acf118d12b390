import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';
import { isValidName, validName } from '../names';
import { misspelt } from '../roles';

export const invalidStepName: Check = {
  code: 'invalid-step-name',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A step name has letters that Metaflow does not allow.',
    why: `Step names become parts of paths and of names in schedulers. So they consist of the lowercase letters \`a\`-\`z\`, digits
and underscores only, and do not begin with an underscore.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.trainModel)

      @step
      def trainModel(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.train_model)

      @step
      def train_model(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of flow.flow.steps.values()) {
      if (isValidName(step.name)) continue;
      if (step === misspelt(flow, 'start') || step === misspelt(flow, 'end')) continue;
      const proposal = validName(step.name);
      const hint = proposal === '' || flow.flow.steps.has(proposal) ? '' : ` '${proposal}' would do.`;
      yield inStep(
        flow,
        step,
        step.nameSpan,
        `The step name '${step.name}' is not allowed: use lowercase letters a-z, digits and underscores, no underscore in front.${hint}`,
      );
    }
  },
};
