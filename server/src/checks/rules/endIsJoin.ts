import type { Check } from '../check';
import { example } from '../example';
import { inStep, surplusParameters } from '../findings';

export const endIsJoin: Check = {
  code: 'end-is-join',
  severity: 'error',
  needs: ['end'],
  doc: {
    summary: 'The end step takes `inputs`.',
    why: `A step with a second parameter joins branches, and the end step can not be a join. Join the branches in a step of
their own, which then leads to the end.`,
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
      def end(self, inputs):
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
    const { end, nodes } = flow.graph;
    const step = end === undefined ? undefined : nodes.get(end)?.step;
    if (step === undefined || step.numArgs < 2) return;
    yield inStep(
      flow,
      step,
      surplusParameters(step, 1),
      `The end step '${step.name}' can not be a join, but it takes a second parameter. Join the branches in a step before it.`,
    );
  },
};
