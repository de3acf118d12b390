import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Lines, segments } from './app/lines';
import { neighbour, rowsOf } from './app/rows';
import type { LineView, RunView } from './messages';

const task = (name: string, finishedAt?: number) => ({
  task: name,
  status: finishedAt === undefined ? ('running' as const) : ('succeeded' as const),
  attempt: 0,
  startedAt: 10,
  finishedAt,
});
const run = (key: string): RunView => ({
  key,
  title: `F ${key}`,
  flow: 'F',
  status: 'running',
  startedAt: 0,
  steps: [
    { name: 'start', status: 'succeeded', total: 1, ended: 1, tasks: [task('1', 20)] },
    { name: 'train', status: 'running', total: 3, ended: 1, tasks: [task('2', 30), task('3')] },
    { name: 'end', status: 'pending', total: 0, ended: 0, tasks: [] },
  ],
});
const shown = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(({ level, label, detail }) => `${level} ${label} ${detail}`.trim());

describe('the tree of runs', () => {
  it('has the newest run first, its steps with counts, tasks of a foreach once opened', () => {
    assert.deepEqual(shown(rowsOf([run('1'), run('2')], new Set(['1']))), [
      '1 F 2',
      '2 start',
      '2 train 1 of 3',
      '2 end',
      '1 F 1',
    ]);
    assert.deepEqual(shown(rowsOf([run('2')], new Set(['2/train']))).slice(2, 5), [
      '2 train 1 of 3',
      '3 task 2',
      '3 task 3',
    ]);
  });

  it('is walked with the arrows, Home and End', () => {
    const rows = rowsOf([run('2')], new Set(['2/train']));
    const go = (from: string, key: string) => neighbour(rows, from, key)?.id;
    assert.equal(go('2', 'ArrowDown'), '2/start');
    assert.equal(go('2/train/3', 'ArrowLeft'), '2/train');
    assert.equal(go('2/train', 'ArrowRight'), '2/train/2');
    assert.equal(go('2/start', 'ArrowRight'), undefined);
    assert.equal(go('2/end', 'Home'), '2');
    assert.equal(go('2', 'End'), '2/end');
    assert.equal(go('2', 'ArrowUp'), undefined);
  });
});

describe('the lines', () => {
  const line = (text: string, step?: string, name?: string): LineView => ({ text, step, task: name });

  it('are those of the selection, also those that come later', () => {
    const lines = new Lines(100);
    lines.append([line('a'), line('b', 'train', '2'), line('c', 'train', '3')]);
    lines.select({ step: 'train', task: '3' });
    lines.append([line('d', 'train', '3'), line('e', 'end', '4')]);
    assert.deepEqual(
      lines.shown.map(({ text }) => text),
      ['c', 'd'],
    );
    lines.select({});
    assert.equal(lines.shown.length, 5);
  });

  it('that match are found as they come', () => {
    const lines = new Lines(100);
    lines.append([line('Loss 1'), line('x')]);
    lines.search('loss');
    lines.append([line('the LOSS is 2')]);
    assert.deepEqual(lines.matches, [0, 2]);
  });

  it('stay within their bound, and say what went', () => {
    const lines = new Lines(100);
    let gone = 0;
    for (let at = 0; at < 1000; at++) gone += lines.append([line(String(at))]);
    assert.ok(lines.shown.length <= 110);
    assert.equal(lines.shown[0]?.text, String(lines.dropped));
    assert.equal(gone, lines.dropped);
  });

  it('are cut at matches and links, and nothing of the text is lost', () => {
    const text = 'File "/w/a.py", line 3, in line';
    const cut = segments({ text, link: { from: 0, to: 22, file: '/w/a.py', line: 3 } }, 'LINE');
    assert.equal(cut.map((segment) => segment.text).join(''), text);
    assert.deepEqual(
      cut.filter(({ match }) => match).map((segment) => segment.text),
      ['line', 'line'],
    );
    assert.equal(
      cut
        .filter(({ link }) => link)
        .map((segment) => segment.text)
        .join(''),
      'File "/w/a.py", line 3',
    );
    assert.equal(
      segments({ text: '' }, 'x')
        .map((segment) => segment.text)
        .join(''),
      '',
    );
  });
});
