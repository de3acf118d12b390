import { reachOf } from '../analysis/reach';
import type { Check } from '../check';
import { example } from '../example';
import { mayHaveMoreDecorators } from '../facts';
import { inStep, relatedIn } from '../findings';

export const numParallelWithoutDecorator: Check = {
  code: 'num-parallel-without-decorator',
  severity: 'error',
  needs: ['steps-known'],
  doc: {
    summary: '`num_parallel` leads to a step without `@parallel`.',
    why: `\`self.next(self.train, num_parallel=4)\` starts the tasks of \`train\` together, as one group. The step says that it can do
that by \`@parallel\` above its \`@step\`. For independent tasks use \`foreach\`.`,
    bad: example(
      `
      @step
      def start(self):
          self.next(self.train, num_parallel=4)

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
          self.next(self.train, num_parallel=4)

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
    if (mayHaveMoreDecorators(flow)) return;
    // Most likely that step was meant.
    if (reachOf(flow).unreachable.some((name) => flow.flow.steps.get(name)?.parallel)) return;
    for (const step of flow.flow.steps.values()) {
      const { transition } = step;
      if (transition?.numParallel === undefined || transition.invalid !== undefined) continue;
      if (transition.type !== 'foreach' || step.name === flow.graph.end) continue;
      for (const target of transition.targets) {
        const called = flow.flow.steps.get(target.name);
        if (called === undefined || called.parallel || called.unknownDecorators) continue;
        // A join is no step that tasks could be started of; that has its own check.
        if (called.numArgs > 1) continue;
        yield inStep(
          flow,
          step,
          target.span,
          `Step '${target.name}' has no @parallel decorator, but is called with num_parallel. Add @parallel above its @step.`,
          [relatedIn(flow, called, called.nameSpan, `Step '${target.name}' is here.`)],
        );
      }
    }
  },
};
