import type { Check } from '../check';
import { example } from '../example';
import { inStep, surplusParameters } from '../findings';

export const tooManyArguments: Check = {
  code: 'too-many-arguments',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A step takes more than `self` and `inputs`.',
    why: `Metaflow calls a step with \`self\`, and a join with \`self\` and \`inputs\`; nothing else can be passed. What a step needs
is stored in artifacts (\`self.x = …\`) by the steps before it, or is a \`Parameter\` of the flow.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.train)

      @step
      def train(self, rate, epochs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.rate, self.epochs = 0.1, 10
          self.next(self.train)

      @step
      def train(self):
          print(self.rate, self.epochs)
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of flow.flow.steps.values()) {
      if (step.numArgs <= 2 || step.name === flow.graph.end) continue;
      yield inStep(
        flow,
        step,
        surplusParameters(step, 2),
        `Step '${step.name}' takes too many parameters: a step takes only self, a join self and inputs. Pass values as artifacts.`,
      );
    }
  },
};
