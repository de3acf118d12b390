import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';

export const singleCaseSwitch: Check = {
  code: 'single-case-switch',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A switch has only one case.',
    why: `A switch chooses between at least two cases. Of equal keys only the last one counts. With a single case write a plain
transition: \`self.next(self.a)\`.`,
    bad: example(`
      @step
      def start(self):
          self.mode = 'fast'
          self.next({'fast': self.end}, condition='mode')

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.mode = 'fast'
          self.next({'fast': self.end, 'slow': self.wait}, condition='mode')

      @step
      def wait(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of flow.flow.steps.values()) {
      const { transition } = step;
      const [only, second] = transition?.targets ?? [];
      if (transition?.type !== 'split-switch' || only === undefined || second !== undefined) continue;
      if (step.name === flow.graph.end) continue;
      yield inStep(
        flow,
        step,
        only.span,
        `This switch always leads to '${only.name}': a switch needs at least two cases. Without a choice write self.next(self.${only.name}).`,
      );
    }
  },
};
