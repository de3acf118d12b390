import type { Flow, Target } from '../../flow/model';
import type { Check } from '../check';
import { example } from '../example';
import { inStep } from '../findings';
import { isValidName, validName } from '../names';
import { closest } from '../similar';

export const unknownStep: Check = {
  code: 'unknown-step',
  severity: 'error',
  needs: ['steps-known'],
  doc: {
    summary: 'A transition leads to a step that does not exist.',
    why: `\`self.next\` names steps of the same flow: methods with \`@step\` above them, of the class itself or of a base class. A
misspelt name or a forgotten \`@step\` is the usual cause.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.midle)

      @step
      def middle(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.next(self.middle)

      @step
      def middle(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    const { steps } = flow.flow;
    // A step that only has to be renamed to be this one has its own finding.
    const wrong = [...steps.keys()].filter((name) => !isValidName(name));
    const renamed = new Set(wrong.flatMap((name) => [validName(name), name.toLowerCase()]));
    for (const step of steps.values()) {
      if (step.name === flow.graph.end && steps.size > 1) continue;
      for (const target of step.transition?.targets ?? []) {
        if (target.name === '' || steps.has(target.name) || isMissingEnd(flow, target)) continue;
        if (renamed.has(target.name)) continue;
        yield inStep(flow, step, target.span, complaint(flow, target.name));
      }
    }
  },
};

/** That the flow has no end is said where the flow begins. */
function isMissingEnd(flow: Flow, target: Target): boolean {
  return (
    target.name === 'end' &&
    flow.graph.end === undefined &&
    ![...flow.flow.steps.values()].some((step) => step.stepDecorator.marks.end)
  );
}

function complaint(flow: Flow, name: string): string {
  if (flow.flow.methods.some((method) => method.name === name))
    return `'${name}' is a method but no step. Add @step above it.`;
  const meant = closest(name, flow.flow.steps.keys());
  if (meant !== undefined) return `Step '${name}' does not exist. Did you mean '${meant}'?`;
  return `Step '${name}' does not exist. Add a method of that name with @step above it, or name another step.`;
}
