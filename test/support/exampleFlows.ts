/** A correct flow with one of everything. */
export const trainingFlow = `from metaflow import FlowSpec, Parameter, retry, step


class TrainingFlow(FlowSpec):
    """Trains some models."""

    rate = Parameter('learning-rate', default=0.1, help='How fast it learns')
    name = Parameter('name', required=True)
    rounds = Parameter('rounds', type=int, default=3)

    @step
    def start(self):
        self.items = [1, 2, 3]
        self.next(self.fit, foreach='items')

    @retry(times=2)
    @step
    def fit(self):
        """Fits one model.

        With [a link](command:evil).
        """
        self.model = self.input
        self.next(self.join)

    @step
    def join(self, inputs):
        self.best = max(i.model for i in inputs)
        self.mode = 'good'
        self.next(self.choose)

    @step
    def choose(self):
        print(self.best)
        self.next({'good': self.publish, 'bad': self.end}, condition='mode')

    @step
    def publish(self):
        self.next(self.end)

    @step
    def end(self):
        print(self.mode)


if __name__ == '__main__':
    TrainingFlow()
`;

/** A correct flow of `steps` steps in a row (at least 2) with `lines` lines of work in each. */
export function longFlow(steps: number, lines = 1): string {
  const work = Array.from({ length: lines }, (_, line) => `        self.value_${line} = ${line}`);
  const body = Array.from({ length: steps }, (_, index) => {
    const name = index === 0 ? 'start' : index === steps - 1 ? 'end' : `step_${index}`;
    const next = index === steps - 2 ? 'end' : `step_${index + 1}`;
    const last = index === steps - 1 ? [] : [`        self.next(self.${next})`];
    return ['    @step', `    def ${name}(self):`, ...work, ...last, ''].join('\n');
  });
  return [
    'from metaflow import FlowSpec, step',
    '',
    '',
    'class LongFlow(FlowSpec):',
    ...body,
    '',
    "if __name__ == '__main__':",
    '    LongFlow()',
    '',
  ].join('\n');
}
