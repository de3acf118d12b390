import { mismatchesOf } from '../analysis/balance';
import { originalName } from '../analysis/repaired';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn } from '../findings';
import { listed } from '../similar';

export const incompleteJoin: Check = {
  code: 'incomplete-join',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'A join does not get all branches of the split that it closes.',
    why: `A join waits for every branch of its split. So all of them lead to the same join step; a branch that goes on to another
step, or that ends elsewhere, is never joined.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.left, self.right)

      @step
      def left(self):
          self.next(self.join)

      @step
      def right(self):
          self.next(self.end)

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
      if (mismatch.kind !== 'join' || mismatch.fault.kind !== 'missing' || step === undefined) continue;
      const { missing } = mismatch.fault;
      const name = originalName(mismatch.open.split);
      const split = flow.flow.steps.get(name);
      yield inStep(
        flow,
        step,
        step.nameSpan,
        `Join '${step.name}' misses ${listed(missing)}: it closes the split of step '${name}', so all its branches must lead to it.`,
        [
          ...(split?.transition === undefined
            ? []
            : [relatedIn(flow, split, split.transition.span, 'It splits here.')]),
          ...missing.flatMap((branch) => {
            const root = flow.flow.steps.get(originalName(branch));
            return root === undefined
              ? []
              : [relatedIn(flow, root, root.nameSpan, 'This branch does not lead to the join.')];
          }),
        ],
      );
    }
  },
};
