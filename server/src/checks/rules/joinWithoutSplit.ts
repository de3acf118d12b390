import { mismatchesOf } from '../analysis/balance';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn, surplusParameters } from '../findings';

export const joinWithoutSplit: Check = {
  code: 'join-without-split',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'A step takes `inputs`, but there is nothing to join.',
    why: `A second parameter makes a step a join, whatever it is called and whether it has a default. A join needs a split before
it. Where no split is open, remove the parameter.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.train)

      @step
      def train(self, inputs):
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
    for (const mismatch of mismatchesOf(flow)) {
      const step = flow.flow.steps.get(mismatch.step);
      if (mismatch.kind !== 'no-split' || step === undefined) continue;
      const before = flow.graph.nodes.get(step.name)?.in ?? [];
      const related = before.flatMap((name) => {
        const other = flow.flow.steps.get(name);
        return other?.transition === undefined
          ? []
          : [relatedIn(flow, other, other.transition.span, `'${name}' leads here without a split.`)];
      });
      yield inStep(
        flow,
        step,
        surplusParameters(step, 1),
        `Step '${step.name}' takes a second parameter, which makes it a join, but no split is open before it. Remove the parameter, or add a split.`,
        related,
      );
    }
  },
};
