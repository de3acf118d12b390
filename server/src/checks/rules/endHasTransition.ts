import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';

export const endHasTransition: Check = {
  code: 'end-has-transition',
  severity: 'error',
  needs: ['end'],
  doc: {
    summary: 'The end step has a `self.next`.',
    why: `The flow is done with its end step, so nothing can follow it. Remove \`self.next\` from it, or make another step the
end.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.end)

      @step
      def end(self):
          self.next()
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    const { end, nodes } = flow.graph;
    const step = end === undefined ? undefined : nodes.get(end)?.step;
    if (step?.transition === undefined) return;
    if (flow.flow.steps.size === 1) {
      // A step that is not there yet is the better explanation, and is complained about by itself.
      if (step.transition.targets.some((target) => target.name !== step.name)) return;
      if (flow.flow.uncertainties.length > 0 && step.name !== 'end') return;
    }
    const reason =
      flow.flow.steps.size === 1
        ? `Step '${step.name}' is the only step, so the flow ends with it: it can not have a self.next().`
        : `The flow ends with step '${step.name}': it can not have a self.next().`;
    yield inStep(flow, step, step.transition.callee, `${reason} Remove it.`);
  },
};
