import { isConcerned, mismatchesOf } from '../analysis/balance';
import { isDoubtfulJoin } from '../analysis/repaired';
import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn } from '../findings';
import { listed } from '../similar';

export const switchIntoJoin: Check = {
  code: 'switch-into-join',
  severity: 'error',
  needs: ['steps-known', 'start'],
  doc: {
    summary: 'A switch leads directly to a join.',
    why: `A join must know which steps lead to it, and a switch only decides that while the flow runs. So Metaflow wants a step
between the switch and the join, even one that does nothing.`,
    bad: example(`
      @step
      def start(self):
          self.items = ['a', 'b']
          self.next(self.check, foreach='items')

      @step
      def check(self):
          self.next({'a': self.join, 'b': self.fit}, condition='input')

      @step
      def fit(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.items = ['a', 'b']
          self.next(self.check, foreach='items')

      @step
      def check(self):
          self.next({'a': self.skip, 'b': self.fit}, condition='input')

      @step
      def skip(self):
          self.next(self.join)

      @step
      def fit(self):
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
    const said = new Set(mismatchesOf(flow).map((mismatch) => mismatch.step));
    for (const { step, in: before } of flow.graph.nodes.values()) {
      if (step.numArgs !== 2 || isDoubtfulJoin(flow, step)) continue;
      if (said.has(step.name) || isConcerned(flow, step.name)) continue;
      const switches = before.filter(
        (name) => flow.graph.nodes.get(name)?.type === 'split-switch' && name !== step.name,
      );
      if (switches.length === 0) continue;
      const related = switches.flatMap((name) => {
        const from = flow.flow.steps.get(name);
        const target = from?.transition?.targets.find((one) => one.name === step.name);
        return from === undefined || target === undefined
          ? []
          : [relatedIn(flow, from, target.span, 'This case leads directly to the join.')];
      });
      yield inStep(
        flow,
        step,
        step.nameSpan,
        `The switch of step ${listed(switches)} leads directly to the join '${step.name}'. Put a step in between.`,
        related,
      );
    }
  },
};
