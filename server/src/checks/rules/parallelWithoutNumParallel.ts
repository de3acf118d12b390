import { reachOf } from '../analysis/reach';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn, transitionsTo } from '../findings';

export const parallelWithoutNumParallel: Check = {
  code: 'parallel-without-num-parallel',
  severity: 'error',
  needs: ['steps-known'],
  doc: {
    summary: 'A `@parallel` step is reached without `num_parallel`.',
    why: `A \`@parallel\` step runs as a group of tasks, and the step before says how many: \`self.next(self.train,
num_parallel=4)\`. A plain transition, a split, a switch or \`foreach\` can not start such a group.`,
    bad: example(
      `
      @step
      def start(self):
          self.nodes = [1, 2]
          self.next(self.train, foreach='nodes')

      @parallel
      @step
      def train(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
      'FlowSpec, parallel, step',
    ),
    good: example(
      `
      @step
      def start(self):
          self.next(self.train, num_parallel=2)

      @parallel
      @step
      def train(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
      'FlowSpec, parallel, step',
    ),
  },
  *run(flow) {
    const { steps } = flow.flow;
    for (const step of steps.values()) {
      if (!step.parallel) continue;
      const callers = transitionsTo(flow, step.name).filter(({ step: from }) => from.name !== flow.graph.end);
      const isStart = step.name === flow.graph.start;
      // Not called at all: that it can not be reached is another matter.
      if (callers.length === 0 && !isStart) continue;
      if (reachOf(flow).unreachable.includes(step.name)) continue;
      const plain = callers.filter(({ step: from }) => from.transition?.numParallel === undefined);
      if (plain.length === 0 && !isStart) continue;
      const where = plain.map(({ step: from }) => `'${from.name}'`).join(', ');
      yield inStep(
        flow,
        step,
        step.nameSpan,
        isStart
          ? `The start step '${step.name}' can not be @parallel: no step before it says how many tasks there are.`
          : `Step '${step.name}' is @parallel, but ${where} leads to it without num_parallel. Write self.next(self.${step.name}, num_parallel=…) there.`,
        plain.map(({ step: from, span }) =>
          relatedIn(flow, from, span, `'${from.name}' leads here without num_parallel.`),
        ),
      );
    }
  },
};
