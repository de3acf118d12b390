import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveRun } from '../../api';
import type { Node } from './nodes';
import { render } from './render';

const now = new Date(2026, 2, 10, 12, 0, 0).getTime();
const ref = { root: '/home/ann/project/.metaflow', flow: 'TrainFlow', run: '1763900000000000' };
const run = {
  ...ref,
  status: 'succeeded' as const,
  createdAt: now - 120_000,
  finishedAt: now - 107_700,
  user: 'ann',
  tags: ['nightly', 'eu'],
  systemTags: ['user:ann'],
};
const step = {
  ...ref,
  step: 'fit',
  status: 'failed' as const,
  tasks: 3,
  succeeded: 1,
  failed: 1,
  running: 1,
};
const task = {
  ...ref,
  step: 'fit',
  task: '7',
  attempt: 1,
  status: 'running' as const,
  startedAt: now - 2_100,
  foreach: ['rate=0.1'],
};

test('a run is told by its age, with duration, id and tags beside it', () => {
  const row = render({ kind: 'run', run }, now);
  assert.equal(row.label, '2 min ago');
  assert.equal(row.description, '12 s · 1763900000000000 · nightly, eu');
  assert.equal(row.icon.icon, 'pass');
  assert.equal(row.spoken, 'run 1763900000000000, succeeded, 2 min ago, 12 s');
  assert.deepEqual(row.tooltip?.facts[0], ['Status', 'succeeded']);
  assert.ok(row.tooltip?.facts.some(([name, value]) => name === 'Tags' && value === 'nightly, eu'));
});

test('a run that goes on elsewhere has no duration yet; one of this window spins and counts', () => {
  const going = { ...run, status: 'running' as const, finishedAt: undefined, tags: [] };
  const elsewhere = render({ kind: 'run', run: going }, now);
  assert.equal(elsewhere.description, '1763900000000000');
  assert.equal(elsewhere.icon.spinning, undefined);
  const live = { state: 'running', runId: run.run, flow: run.flow } as LiveRun;
  const here = render({ kind: 'run', run: going }, now, live);
  assert.equal(here.description, '2 min 0 s · 1763900000000000');
  assert.equal(here.icon.spinning, true);
  const stopped = { ...live, state: 'cancelled', finishedAt: now - 60_000 } as LiveRun;
  const after = render({ kind: 'run', run: going }, now, stopped);
  assert.equal(after.description, '1 min 0 s · 1763900000000000');
  assert.match(after.spoken, /stopped/);
});

test('steps count tasks where they have several', () => {
  const timed = { startedAt: now - 5_000, finishedAt: now - 2_900 };
  const row = render({ kind: 'step', step: { ...step, ...timed } }, now);
  assert.equal(row.label, 'fit');
  assert.equal(row.description, '3 tasks · 1 failed · 1 running · 2.1 s');
  assert.equal(row.spoken, 'step fit, failed, 3 tasks, 1 failed, 1 running, 2.1 s');
  const one = { ...step, ...timed, status: 'succeeded' as const, tasks: 1, failed: 0, running: 0 };
  assert.equal(render({ kind: 'step', step: one }, now).description, '2.1 s');
});

test('tasks are told by what their foreach gave them', () => {
  const row = render({ kind: 'task', task }, now);
  assert.equal(row.label, 'rate=0.1');
  assert.equal(row.description, '7 · 2.1 s · attempt 2');
  assert.equal(row.context, 'task');
  const plain = render(
    { kind: 'task', task: { ...task, foreach: [], attempt: 0, origin: 'TrainFlow/1/fit/2' } },
    now,
  );
  assert.equal(plain.label, 'task 7');
  assert.equal(plain.description, '2.1 s · resumed');
});

test('artifacts and logs open when they are chosen', () => {
  const artifact = {
    ...task,
    name: 'model',
    type: 'sklearn.linear_model.LinearRegression',
    size: 3_440,
    encoding: 'gzip+pickle-v4',
    internal: false,
  };
  const row = render({ kind: 'artifact', artifact }, now);
  assert.equal(row.label, 'model');
  assert.equal(row.description, 'LinearRegression · 3.4 kB');
  assert.equal(row.command, 'stepwise.openArtifact');
  assert.equal(row.tooltip?.title, `TrainFlow/${run.run}/fit/7/model`);
  assert.equal(render({ kind: 'log', task }, now).command, 'stepwise.openTaskLog');
});

test('every row has words to be read out, and colour never stands alone', () => {
  const flow = { root: ref.root, flow: 'TrainFlow', runs: 1, latestAt: now - 60_000 };
  const nodes: Node[] = [
    { kind: 'root', root: ref.root },
    { kind: 'flow', flow },
    { kind: 'more', flow },
    { kind: 'note', text: 'No artifacts.', problem: false },
    { kind: 'log', task },
  ];
  for (const node of nodes) assert.notEqual(render(node, now).spoken, '');
  assert.equal(render({ kind: 'root', root: ref.root }, now).label, 'project');
  assert.equal(render({ kind: 'flow', flow }, now).description, '1 run · 1 min ago');
  const statuses = ['starting', 'running', 'succeeded', 'failed', 'caught', 'unknown'] as const;
  const icons = statuses.map((status) => render({ kind: 'task', task: { ...task, status } }, now).icon.icon);
  assert.equal(new Set(icons).size, statuses.length);
});
