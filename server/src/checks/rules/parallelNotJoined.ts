import { awaitedJoins, isConcerned } from '../analysis/balance';
import { loopsOf } from '../analysis/loops';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn, transitionsTo } from '../findings';

export const parallelNotJoined: Check = {
  code: 'parallel-not-joined',
  severity: 'error',
  needs: ['steps-known'],
  doc: {
    summary: 'A `@parallel` step is not followed by a join.',
    why: `The tasks of a \`@parallel\` step work together as one group and are joined right after it. So the step leads directly to
a join, that is, to a step with a second parameter: \`def join(self, inputs)\`.`,
    bad: example(
      `
      @step
      def start(self):
          self.next(self.train, num_parallel=4)

      @parallel
      @step
      def train(self):
          self.next(self.report)

      @step
      def report(self):
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
          self.next(self.report)

      @step
      def report(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
      'FlowSpec, parallel, step',
    ),
  },
  *run(flow) {
    // A step that can not be reached leads to a join: most likely that is what is missing here.
    if (awaitedJoins(flow).size > 0) return;
    const backwards = new Set(loopsOf(flow).flatMap((loop) => [loop.from, loop.closing.from]));
    for (const step of flow.flow.steps.values()) {
      if (!step.parallel || step.name === flow.graph.end || step.transition?.invalid !== undefined) continue;
      const target = step.transition?.targets[0];
      const next = target === undefined ? undefined : flow.flow.steps.get(target.name);
      if (target === undefined || next === undefined || next.numArgs !== 1) continue;
      const callers = transitionsTo(flow, step.name).filter(
        ({ step: from }) => from.transition?.numParallel !== undefined,
      );
      // Without num_parallel it is the decorator that is wrong; where nothing joins, that has been said.
      if (callers.length === 0) continue;
      const isSaid = isConcerned(
        flow,
        step.name,
        callers.map(({ step: from }) => from.name),
      );
      if (isSaid || target.name === flow.graph.start || backwards.has(step.name)) continue;
      yield inStep(
        flow,
        step,
        target.span,
        `A @parallel step must lead directly to a join, but '${next.name}' takes no inputs. Let '${step.name}' lead to a join step.`,
        [relatedIn(flow, next, next.nameSpan, `Step '${next.name}' is here.`)],
      );
    }
  },
};
