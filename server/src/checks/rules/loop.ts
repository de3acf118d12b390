import { loopsOf } from '../analysis/loops';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn } from '../findings';

export const loop: Check = {
  code: 'loop',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'Steps lead back to a step that was there before.',
    why: `A flow goes forward: no step is entered again. There is one exception, a switch that leads to itself. To repeat
something put the repetition into one step, use \`foreach\`, or let a switch step repeat itself.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.train)

      @step
      def train(self):
          self.next(self.validate)

      @step
      def validate(self):
          self.good = 'yes'
          self.next({'yes': self.end, 'no': self.train}, condition='good')

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
          self.good = 'yes'
          self.next({'yes': self.end, 'no': self.train}, condition='good')

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const { closing } of loopsOf(flow)) {
      const { from, target, path } = closing;
      const step = flow.flow.steps.get(from);
      if (step === undefined) continue;
      const message =
        path.length === 1
          ? `Step '${from}' leads to itself. Only a switch may do that: self.next({…}, condition='…').`
          : `This closes a loop: ${shown([...path, target.name])}. A flow can not go back; lead to a step that was not there before.`;
      const related = path.slice(0, -1).flatMap((name, i) => {
        const other = flow.flow.steps.get(name);
        const edge = other?.transition?.targets.find((one) => one.name === path[i + 1]);
        return other === undefined || edge === undefined
          ? []
          : [relatedIn(flow, other, edge.span, `'${name}' leads to '${edge.name}'.`)];
      });
      yield inStep(flow, step, target.span, message, related.slice(0, 20));
    }
  },
};

function shown(path: readonly string[]): string {
  const long = path.length > 9;
  return (long ? [...path.slice(0, 4), '…', ...path.slice(-4)] : path).join(' → ');
}
