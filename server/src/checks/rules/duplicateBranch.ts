import { mismatchesOf } from '../analysis/balance';
import { originalName } from '../analysis/repaired';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn } from '../findings';
import { listed } from '../similar';

export const duplicateBranch: Check = {
  code: 'duplicate-branch',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'A split names the same step twice.',
    why: `The branches of a split are different steps, and its join waits for each of them. A step that is named twice is still
one branch, so the join never has all that it waits for. To run one step several times use \`foreach\`.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.fit, self.fit)

      @step
      def fit(self):
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
          self.times = [1, 2]
          self.next(self.fit, foreach='times')

      @step
      def fit(self):
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
      if (mismatch.kind !== 'join' || mismatch.fault.kind !== 'duplicate' || step === undefined) continue;
      const name = originalName(mismatch.open.split);
      const split = flow.flow.steps.get(name);
      yield inStep(
        flow,
        step,
        step.nameSpan,
        `Join '${step.name}' can not close the split of step '${name}', which names ${listed(mismatch.fault.missing)} twice. ` +
          'To run a step several times use foreach.',
        split?.transition === undefined
          ? []
          : [relatedIn(flow, split, split.transition.span, 'A step is named twice here.')],
      );
    }
  },
};
