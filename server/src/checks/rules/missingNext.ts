import type { Flow, Step } from '../../flow/model';
import { exitsOf } from '../analysis/exits';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn } from '../findings';

export const missingNext: Check = {
  code: 'missing-next',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A step does not say which step comes next.',
    why: `Metaflow reads the graph from the source without running it. So every step but the end has \`self.next(…)\` as the very
last statement of its body: not inside an \`if\`, a loop, \`try\` or \`with\`, not behind \`return\`, and with nothing after it, not
even a string. To choose the next step by a condition use a switch: \`self.next({'yes': self.a, 'no': self.b},
condition='answer')\`.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.train)

      @step
      def train(self):
          self.model = 'trained'

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
          self.model = 'trained'
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of lacking(flow)) {
      const { name, nameSpan, otherNexts, selfName } = step;
      const related = otherNexts.map((span) =>
        relatedIn(flow, step, span, 'Not the last statement of the step.'),
      );
      yield inStep(flow, step, nameSpan, message(name, otherNexts.length, selfName), related);
    }
  },
};

function message(name: string, others: number, selfName: string): string {
  if (others === 0)
    return `Step '${name}' does not say which step comes next. End it with self.next(self.step_name).`;
  if (selfName !== 'self' && selfName !== '')
    return `Metaflow does not see the transition of step '${name}': the first parameter must be called self.`;
  return (
    `Metaflow does not see the transition of step '${name}': self.next() must be the last statement of the step, ` +
    'not inside another statement and with nothing after it.'
  );
}

/** Steps without a transition. Where there is no end step, the only one of them may be meant to be it. */
function lacking(flow: Flow): readonly Step[] {
  const steps = [...exitsOf(flow).values()]
    .filter(({ step, kind }) => kind !== 'end' && step.transition === undefined)
    .map(({ step }) => step);
  const hasEnd =
    flow.graph.end !== undefined ||
    [...flow.flow.steps.values()].some((step) => step.stepDecorator.marks.end);
  const isMeantAsEnd = !hasEnd && steps.length === 1 && steps[0]?.otherNexts.length === 0;
  return isMeantAsEnd ? [] : steps;
}
