import type { Flow } from '../../flow/model';
import { mismatchesOf } from '../analysis/balance';
import type { OpenSplit } from '../analysis/openSplits';
import { originalName } from '../analysis/repaired';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn } from '../findings';
import { listed } from '../similar';

export const unjoinedSplit: Check = {
  code: 'unjoined-split',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'The end is reached before the branches of a split are joined.',
    why: `Each branch of a split, and each task of a \`foreach\`, runs on its own with its own artifacts. Before the flow can end
they come together in a join: a step with a second parameter, \`def join(self, inputs)\`, to which all branches lead.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.left, self.right)

      @step
      def left(self):
          self.next(self.end)

      @step
      def right(self):
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
      if (mismatch.kind !== 'unjoined') continue;
      const step = flow.flow.steps.get(mismatch.step);
      if (step === undefined) continue;
      const name = originalName(mismatch.open.split);
      const split = flow.flow.steps.get(name);
      const meeting = meetingOf(flow, mismatch.open);
      yield inStep(
        flow,
        step,
        step.nameSpan,
        `Step '${step.name}' ends the flow before the split of step '${name}' into ${listed(mismatch.open.roots)} is joined. ` +
          (meeting === undefined
            ? `Add a join step before it: def join(self, inputs).`
            : `Step '${meeting.name}' could join: def ${meeting.name}(self, inputs).`),
        [
          ...(split?.transition === undefined
            ? []
            : [relatedIn(flow, split, split.transition.span, 'It splits here.')]),
          ...(meeting === undefined
            ? []
            : [relatedIn(flow, meeting, meeting.nameSpan, 'The branches meet here.')]),
        ],
      );
    }
  },
};

/** The one step before the end where several branches of the split meet without being joined. */
function meetingOf(flow: Flow, open: OpenSplit) {
  const roots = new Set(open.roots);
  if (roots.size < 2) return undefined;
  const meeting = [...flow.graph.nodes.values()].filter(
    (node) => node.type === 'linear' && node.in.length > 1 && node.in.length >= roots.size,
  );
  const found = meeting.filter((node) =>
    [...roots].every((root) =>
      node.in.some((from) => flow.graph.nodes.get(from)?.splitBranches.includes(root)),
    ),
  );
  return found.length === 1 ? found[0]?.step : undefined;
}
