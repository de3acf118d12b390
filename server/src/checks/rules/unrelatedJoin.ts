import { mismatchesOf } from '../analysis/balance';
import { originalName } from '../analysis/repaired';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn } from '../findings';
import { listed } from '../similar';

export const unrelatedJoin: Check = {
  code: 'unrelated-join',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'A join gets steps that do not come from the split that it closes.',
    why: `Splits and joins nest like brackets: a join closes the split that was opened last, and gets its branches and nothing
else. Where a step from outside leads to the join, or where an inner split is still open, the branches do not fit
together. Give each split its own join, the innermost first.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.left, self.right)

      @step
      def left(self):
          self.items = [1, 2]
          self.next(self.fit, foreach='items')

      @step
      def fit(self):
          self.next(self.join)

      @step
      def right(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.left, self.right)

      @step
      def left(self):
          self.items = [1, 2]
          self.next(self.fit, foreach='items')

      @step
      def fit(self):
          self.next(self.join_fits)

      @step
      def join_fits(self, inputs):
          self.next(self.join)

      @step
      def right(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const mismatch of mismatchesOf(flow)) {
      const step = flow.flow.steps.get(mismatch.step);
      if (mismatch.kind !== 'join' || step === undefined) continue;
      const { kind, foreign } = mismatch.fault;
      if (kind !== 'foreign' && kind !== 'lineage') continue;
      const name = originalName(mismatch.open.split);
      const split = flow.flow.steps.get(name);
      const strangers = [...new Set(foreign.map((one) => originalName(one.step)))];
      const message =
        kind === 'lineage'
          ? `Join '${step.name}' joins steps of different splits. Each split needs a join of its own.`
          : `Join '${step.name}' closes the split of step '${name}', but ${listed(strangers)} ` +
            `${strangers.length > 1 ? 'come' : 'comes'} from outside that split. Each split needs a join of its own, the innermost first.`;
      yield inStep(flow, step, step.nameSpan, message, [
        ...(split?.transition === undefined
          ? []
          : [relatedIn(flow, split, split.transition.span, 'It splits here.')]),
        ...strangers.flatMap((stranger) => {
          const from = flow.flow.steps.get(stranger);
          return from?.transition === undefined
            ? []
            : [relatedIn(flow, from, from.transition.span, 'It comes from outside the split.')];
        }),
      ]);
    }
  },
};
