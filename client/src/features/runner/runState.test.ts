import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { GraphData, GraphNode } from '../../../../server/src/protocol/graph';
import { LineDecoder } from './lines';
import { parseError, parseOutput, type RunEvent } from './output';
import { advance, conclude, finalState, initialProgress, liveSteps, type Progress } from './runState';

const exits = JSON.parse(readFileSync('test/fixtures/output/exits.json', 'utf8')) as Record<string, number>;

function events(name: string): RunEvent[] {
  const read = (file: string, parse: typeof parseOutput) => {
    const decoder = new LineDecoder();
    const lines = decoder.push(readFileSync(`test/fixtures/output/${file}.txt`));
    return [...lines, ...decoder.end()].flatMap((line) => parse(line).event ?? []);
  };
  return [...read(name, parseOutput), ...read(`${name}.err`, parseError)];
}

/** Replays a recorded run to its end. */
function replay(name: string, graph: GraphData | null = null): Progress {
  const progress = advance(initialProgress(graph), events(name), 1);
  return conclude(progress, finalState(exits[name] ?? null, false), 2);
}
const summary = (progress: Progress) =>
  [...liveSteps(progress).values()].map(
    ({ name, status, succeeded, failed, total }) => `${name} ${status} ${succeeded}+${failed}/${total}`,
  );

function graph(nodes: readonly (Partial<GraphNode> & { name: string })[]): GraphData {
  const full = nodes.map((node) => ({
    kind: 'linear' as const,
    decorators: [],
    missing: false,
    unreachable: false,
    many: false,
    problems: [],
    ...node,
  }));
  return { flow: 'F', uri: 'file:///f.py', nodes: full, edges: [], problems: [] };
}
const foreachGraph = graph([
  { name: 'start', kind: 'foreach' },
  { name: 'train', parent: 'start', many: true },
  { name: 'join', kind: 'join' },
  { name: 'end', kind: 'end' },
]);

describe('the state of a run', () => {
  it('follows recorded runs to their end', () => {
    assert.deepEqual(summary(replay('linear')), ['start succeeded 1+0/1', 'end succeeded 1+0/1']);
    assert.deepEqual(summary(replay('foreach')), [
      'start succeeded 1+0/1',
      'train succeeded 3+0/3',
      'join succeeded 1+0/1',
      'end succeeded 1+0/1',
    ]);
    assert.deepEqual(summary(replay('failing')), ['start succeeded 1+0/1', 'compute failed 0+1/1']);
    assert.deepEqual(summary(replay('caught')), ['start succeeded 1+0/1', 'end succeeded 1+0/1']);
    assert.match(replay('linear').runId ?? '', /^\d+$/);
  });

  it('counts a retry as one task with a second attempt', () => {
    const progress = replay('retry');
    assert.deepEqual(summary(progress), ['start succeeded 1+0/1', 'end succeeded 1+0/1']);
    assert.equal(progress.tasks.get('start/1')?.attempt, 1);
  });

  it('says failed of tasks that were killed because another one failed, and names the culprit', () => {
    const progress = replay('parallel');
    assert.deepEqual(summary(progress), ['start succeeded 1+0/1', 'good failed 0+1/1', 'bad failed 0+1/1']);
    assert.deepEqual(progress.culprit, { step: 'bad', task: '3' });
  });

  it('is not misled by a step that prints what Metaflow prints', () => {
    assert.deepEqual(summary(replay('lines')), ['start succeeded 1+0/1', 'end succeeded 1+0/1']);
    const task = { step: 'start', task: '1' };
    const lies: RunEvent[] = [
      { kind: 'taskStarted', ...task, pid: '5', again: false },
      { kind: 'taskStarted', ...task, pid: '5', again: true },
      { kind: 'taskSucceeded', ...task },
      { kind: 'stepFailure', ...task },
    ];
    const progress = conclude(advance(initialProgress(null), lies, 1), 'failed', 2);
    assert.deepEqual(summary(progress), ['start failed 0+1/1']);
    assert.equal(progress.tasks.get('start/1')?.attempt, 0);
  });

  it('knows from the graph what is to come, and from a foreach how many', () => {
    assert.deepEqual(summary(initialProgress(foreachGraph)), [
      'start pending 0+0/0',
      'train pending 0+0/0',
      'join pending 0+0/0',
      'end pending 0+0/0',
    ]);
    const all = events('foreach');
    const half = all.slice(
      0,
      all.findIndex((event) => event.kind === 'taskSucceeded' && event.step === 'train') + 1,
    );
    assert.deepEqual(summary(advance(initialProgress(foreachGraph), half, 1)), [
      'start succeeded 1+0/1',
      'train running 1+0/3',
      'join pending 0+0/0',
      'end pending 0+0/0',
    ]);
  });

  it('counts all steps between a foreach and its join, through splits, but not behind a switch', () => {
    const nested: GraphData = {
      ...graph([
        { name: 'start', kind: 'foreach' },
        { name: 'a', kind: 'split', parent: 'start' },
        { name: 'b', parent: 'a' },
        { name: 'c', kind: 'join', parent: 'start' },
        { name: 'd', kind: 'switch', parent: 'start' },
        { name: 'e', parent: 'start' },
        { name: 'inner', kind: 'foreach', parent: 'start' },
        { name: 'leaf', parent: 'inner' },
        { name: 'join', kind: 'join' },
      ]),
      edges: [{ from: 'd', to: 'e', kind: 'case', wrong: false }],
    };
    const progress = advance(
      initialProgress(nested),
      [
        { kind: 'taskStarted', step: 'start', task: '1', again: false },
        { kind: 'foreach', step: 'start', task: '1', count: 4 },
      ],
      1,
    );
    const totals = [...liveSteps(progress).values()]
      .filter(({ total }) => total === 4)
      .map(({ name }) => name);
    assert.deepEqual(totals, ['a', 'b', 'c', 'd', 'inner']);
  });

  it('is cancelled only where the run did not end well by itself', () => {
    assert.equal(finalState(0, true), 'succeeded');
    assert.equal(finalState(1, true), 'cancelled');
    assert.equal(finalState(null, false), 'failed');
  });
});
