/** Flows as people write them, of any length. */

const work = [
  '        rows = [row for row in self.table if row.price > 0]',
  "        total = sum(row.price * row['quantity'] for row in rows)",
  '        # Outliers would spoil the mean.',
  "        print(f'{len(rows)} rows, {total:.2f} in all')",
];

function step(name: string, next: string | undefined, index: number): string {
  return [
    '    @step',
    `    def ${name}(self):`,
    ...work,
    `        self.total_${index} = total`,
    ...(next === undefined ? [] : [`        self.next(self.${next})`]),
    '',
    '',
  ].join('\n');
}

const head = 'from metaflow import FlowSpec, step\n\n\nclass LongFlow(FlowSpec):\n    table = []\n\n';
const tail = "if __name__ == '__main__':\n    LongFlow()\n";

/** A chain of some `lines` lines, nine to a step. */
export function chain(lines: number): string {
  return chainOf(Math.max(2, Math.round((lines - 9) / 9)));
}

export function chainOf(steps: number): string {
  const names = Array.from({ length: steps }, (_, index) => `step_${index}`);
  names[0] = 'start';
  names[steps - 1] = 'end';
  return head + names.map((name, index) => step(name, names[index + 1], index)).join('') + tail;
}

/** Splits into two and joins again, so many times in a row. */
export function diamonds(count: number): string {
  const parts = Array.from({ length: count }, (_, i) => {
    const name = i === 0 ? 'start' : `split_${i}`;
    const next = i === count - 1 ? 'end' : `split_${i + 1}`;
    return [
      `    @step\n    def ${name}(self):\n        self.next(self.left_${i}, self.right_${i})\n`,
      `    @step\n    def left_${i}(self):\n        self.next(self.join_${i})\n`,
      `    @step\n    def right_${i}(self):\n        self.next(self.join_${i})\n`,
      `    @step\n    def join_${i}(self, inputs):\n        self.next(self.${next})\n`,
    ].join('\n');
  });
  return `${head}${parts.join('\n')}\n    @step\n    def end(self):\n        pass\n\n${tail}`;
}
