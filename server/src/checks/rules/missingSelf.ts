import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';

export const missingSelf: Check = {
  code: 'missing-self',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A step does not take `self`.',
    why: `A step is a method of the flow: its first parameter is \`self\`. Metaflow counts ordinary parameters only, so
\`def a(*args)\`, \`def a(*, self)\` and \`def a(self, /)\` do not do.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.end)

      @step
      def end():
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of flow.flow.steps.values()) {
      if (step.numArgs > 0) continue;
      const isMarked = step.node.parameters.some((parameter) => parameter.name?.name === 'self');
      const hint = isMarked
        ? "write it without '/' behind and '*' before it"
        : 'add it as the first parameter';
      yield inStep(
        flow,
        step,
        step.parameters,
        `Step '${step.name}' must take self as an ordinary parameter: ${hint}.`,
      );
    }
  },
};
