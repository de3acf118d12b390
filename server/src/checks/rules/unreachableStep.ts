import { reachOf } from '../analysis/reach';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn, transitionsTo } from '../findings';
import { listed } from '../similar';

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
    const { unreachable } = reachOf(flow);
    const cutOff = new Set(unreachable);
    for (const name of unreachable) {
      const step = flow.flow.steps.get(name);
      if (step === undefined) continue;
      const before = transitionsTo(flow, name).filter(
        ({ step: from }) => cutOff.has(from.name) && from !== step,
      );
      const what = `Step '${name}' can not be reached from '${flow.graph.start}'`;
      const only = listed(before.map(({ step: from }) => from.name));
      yield inStep(
        flow,
        step,
        step.nameSpan,
        before.length === 0
          ? `${what}. Add self.next(self.${name}) to another step, or remove this one.`
          : `${what}: only ${only} ${before.length > 1 ? 'lead' : 'leads'} to it, which can not be reached either.`,
        before.map(({ step: from, span }) =>
          relatedIn(flow, from, span, `'${from.name}' can not be reached either.`),
        ),
      );
    }
  },
};
