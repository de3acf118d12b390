import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveStep } from '../../api';
import { outcomeText, progressText } from './texts';

const step = (name: string, running: number, succeeded: number, total: number): [string, LiveStep] => [
  name,
  { name, status: 'running', running, succeeded, failed: 0, total },
];
const run = (...steps: [string, LiveStep][]) =>
  ({
    flow: 'F',
    runId: '7',
    state: 'running',
    steps: new Map(steps),
    startedAt: 0,
    finishedAt: 12_000,
  }) as const;

test('progress names the steps that run, with counts of a foreach', () => {
  assert.equal(
    progressText(run(step('start', 0, 1, 1), step('train', 2, 3, 10), step('score', 1, 0, 1))),
    'train 3 of 10, score',
  );
  assert.equal(progressText(run(step('start', 0, 1, 1))), 'between steps');
});

test('the end is one sentence', () => {
  assert.equal(outcomeText({ ...run(), state: 'succeeded' }, undefined), 'F run 7 succeeded in 12 s.');
  const failure = { reason: 'step', message: 'ValueError: no.\nmore', step: 'train', task: '3' } as const;
  assert.equal(
    outcomeText({ ...run(), state: 'failed' }, failure),
    'F run 7 failed in step train: ValueError: no.',
  );
  const start = { reason: 'import', message: "SyntaxError: expected ':'" } as const;
  assert.equal(
    outcomeText({ ...run(), runId: undefined, state: 'failed' }, start),
    "F did not run: SyntaxError: expected ':'.",
  );
});
