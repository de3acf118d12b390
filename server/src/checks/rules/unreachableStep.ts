import { reachOf } from '../analysis/reach';
import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';

export const unreachableStep: Check = {
  code: 'unreachable-step',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'No transition leads to a step.',
    why: `A step that can not be reached from the start would never run, so Metaflow refuses the flow: either a transition to it
was forgotten, or the step is not needed any more.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.end)

      @step
      def plot(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.plot)

      @step
      def plot(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const name of reachOf(flow).unreachable) {
      const step = flow.flow.steps.get(name);
      if (step === undefined) continue;
      yield inStep(
        flow,
        step,
        step.nameSpan,
        `Step '${name}' can not be reached from '${flow.graph.start}'. Add self.next(self.${name}) to another step, or remove this one.`,
      );
    }
  },
};
