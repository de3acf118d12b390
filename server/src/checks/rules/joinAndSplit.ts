import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn, surplusParameters } from '../findings';

export const joinAndSplit: Check = {
  code: 'join-and-split',
  severity: 'error',
  needs: [],
  doc: {
    summary: 'A step joins branches and splits again.',
    why: `A step with a second parameter (\`inputs\`) joins branches and then leads to exactly one step. To split behind a join,
by several targets, \`foreach\`, \`num_parallel\` or a switch, add a step that splits after the join.`,
    bad: example(`
      @step
      def start(self):
          self.items = [1, 2]
          self.next(self.fit, foreach='items')

      @step
      def fit(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.models = [1, 2]
          self.next(self.score, foreach='models')

      @step
      def score(self):
          self.next(self.join_scores)

      @step
      def join_scores(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
    good: example(`
      @step
      def start(self):
          self.items = [1, 2]
          self.next(self.fit, foreach='items')

      @step
      def fit(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.choose)

      @step
      def choose(self):
          self.models = [1, 2]
          self.next(self.score, foreach='models')

      @step
      def score(self):
          self.next(self.join_scores)

      @step
      def join_scores(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    for (const step of flow.flow.steps.values()) {
      const { transition, numArgs, name } = step;
      if (numArgs !== 2 || transition === undefined || name === flow.graph.end) continue;
      const how = splits[transition.type ?? 'linear'];
      if (how === undefined) continue;
      yield inStep(
        flow,
        step,
        surplusParameters(step, 1),
        `Step '${name}' takes a second parameter, which makes it a join, but ${how}. Do that in a step of its own after the join.`,
        [relatedIn(flow, step, transition.span, 'It splits here.')],
      );
    }
  },
};

const splits: Readonly<Record<string, string>> = {
  split: 'it also splits into several steps',
  foreach: 'it also starts many tasks of the next step',
  'split-switch': 'it also chooses the next step by a condition',
};
