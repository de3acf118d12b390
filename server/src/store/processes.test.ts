import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { listWorkers, workerOf } from './processes';

test('a worker is known by its run and task; a runner that resumes a run is none of it', () => {
  const args = 'python flow.py --quiet step train --run-id 17 --task-id 3 --input-paths 17/start/1'.split(
    ' ',
  );
  assert.deepEqual(workerOf(args), { run: '17', task: '3' });
  assert.equal(workerOf('python flow.py resume --origin-run-id 17 --run-id-file x'.split(' ')), undefined);
  assert.equal(workerOf('python flow.py logs --run-id'.split(' ')), undefined);
});

test('workers of this machine are listed', {
  skip: process.platform === 'win32' && 'not on Windows',
}, async () => {
  const run = `test-${process.pid}`;
  const child = spawn(process.execPath, [
    '-e',
    'console.log(1); setInterval(() => 0, 1000)',
    '--',
    '--run-id',
    run,
    '--task-id',
    '9',
  ]);
  try {
    await once(child.stdout, 'data');
    const ofThisRun = (await listWorkers())?.filter((worker) => worker.run === run);
    assert.deepEqual(ofThisRun, [{ run, task: '9' }]);
  } finally {
    child.kill();
  }
});

test('where processes cannot be listed nothing is claimed', async () => {
  assert.equal(await listWorkers('win32'), undefined);
});
