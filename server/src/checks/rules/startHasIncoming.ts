import type { Check } from '../check';
import { example } from '../example';
import { inStep, relatedIn, transitionsTo } from '../findings';
import { listed } from '../similar';

export const startHasIncoming: Check = {
  code: 'start-has-incoming',
  severity: 'error',
  needs: ['start'],
  doc: {
    summary: 'A step leads back to the start.',
    why: `The start step is entered once, when the run begins; no transition may lead to it. To repeat a part of a flow, give
that part a step of its own and let a switch lead back to itself, or use \`foreach\`.`,
    bad: example(`
      @step
      def start(self):
          self.next(self.train)

      @step
      def train(self):
          self.again = 'no'
          self.next({'yes': self.start, 'no': self.end}, condition='again')

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
          self.again = 'no'
          self.next({'yes': self.train, 'no': self.end}, condition='again')

      @step
      def end(self):
          pass
    `),
  },
  *run(flow) {
    const { start, end, nodes } = flow.graph;
    const node = start === undefined ? undefined : nodes.get(start);
    if (start === undefined || node === undefined || start === end || node.in.length === 0) return;
    yield inStep(
      flow,
      node.step,
      node.step.nameSpan,
      `The start step '${start}' can not be entered again, but ${listed(node.in)} ${node.in.length > 1 ? 'lead' : 'leads'} to it. ` +
        'Let that transition go to another step.',
      transitionsTo(flow, start).map((from) =>
        relatedIn(flow, from.step, from.span, `'${from.step.name}' leads back to the start here.`),
      ),
    );
  },
};
