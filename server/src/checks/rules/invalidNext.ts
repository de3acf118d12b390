import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';

export const invalidNext: Check = {
  code: 'invalid-next',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A `self.next` has a form that Metaflow does not support.',
    why: `Metaflow reads transitions from the source and knows these forms only:

- \`self.next(self.a)\`: one step
- \`self.next(self.a, self.b)\`: a split
- \`self.next(self.a, foreach='items')\`: one task for each item of the artifact \`items\`
- \`self.next(self.a, num_parallel=4)\`: several tasks at once, for a step with \`@parallel\`
- \`self.next({'yes': self.a, 'no': self.b}, condition='answer')\`: a switch on the artifact \`answer\``,
    bad: example(`
      @step
      def start(self):
          self.next('train')

      @step
      def train(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.train)

      @step
      def train(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of flow.flow.steps.values()) {
      const invalid = step.transition?.invalid;
      if (invalid === undefined || step.name === flow.graph.end) continue;
      yield inStep(
        flow,
        step,
        invalid.span,
        `Metaflow does not understand this self.next(): ${invalid.reason}.`,
      );
    }
  },
};
