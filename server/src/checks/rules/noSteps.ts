import type { Check } from '../check';
import { example } from '../example';

export const noSteps: Check = {
  code: 'no-steps',
  severity: 'error',
  needs: ['steps-known'],
  doc: {
    summary: 'A flow has no steps.',
    why: `A flow is run step by step, so it needs at least one. A method becomes a step by \`@step\` above its \`def\`.`,
    bad: example(`
      def start(self):
          print('not a step yet')
    `),
    good: example(`
      @step
      def start(self):
          print('a flow of one step')
    `),
  },
  *run({ flow }) {
    // A class that is not started may be there for others to extend.
    if (flow.steps.size > 0 || flow.role !== 'started') return;
    const start = flow.methods.find((method) => method.name === 'start');
    const hint =
      start === undefined
        ? "Add a method called 'start' with @step above it."
        : "Put @step above the methods that are to be steps, beginning with 'start'.";
    yield { span: flow.nameSpan, message: `The flow has no steps. ${hint}` };
  },
};
