import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { Liveness } from '../../server/src/store/liveness';
import { LocalStore } from '../../server/src/store/localStore';
import { listWorkers } from '../../server/src/store/processes';
import { RunRepository } from '../../server/src/store/runRepository';
import { RootWatcher } from '../../server/src/store/watch';
import { TemporaryFolder } from '../support/folder';
import { findPython, noPython } from '../support/python';

const python = findPython();
const skip = python === undefined || process.platform === 'win32' ? noPython : false;

/** Tells of each change in a datastore that may not exist yet. */
async function watched(root: string, repository: RunRepository) {
  let wake = () => {};
  const watcher = new RootWatcher(root, repository, () => wake());
  await watcher.start();
  return {
    /** Asks `condition` now and after each change until it holds. */
    async until(condition: () => Promise<boolean>): Promise<void> {
      // Watching keeps no process alive by itself.
      const hold = setInterval(() => undefined, 1000);
      for (;;) {
        const change = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (await condition()) break;
        await change;
      }
      clearInterval(hold);
    },
    dispose: () => watcher.dispose(),
  };
}

test('a run is seen to appear, to go on by its process alone, and to end', { skip }, async () => {
  const folder = new TemporaryFolder();
  const root = path.join(folder.path, '.metaflow');
  // A day later only the worker's process can tell that it lives; processes are listed anew for each question.
  const dayLater = () =>
    new RunRepository(new LocalStore(root), new Liveness(listWorkers, () => Date.now() + 86_400_000));
  const changes = await watched(root, new RunRepository(new LocalStore(root), new Liveness()));
  let runner: ChildProcess | undefined;
  try {
    runner = spawn(python ?? '', [path.resolve('test/fixtures/flows/wait_flow.py'), '--no-pylint', 'run'], {
      cwd: folder.path,
      detached: true,
      stdio: 'ignore',
      env: {
        ...process.env,
        METAFLOW_USER: 'tester',
        METAFLOW_HOME: path.join(folder.path, 'home'),
        WAITING_FILE: path.join(folder.path, 'waiting'),
        PYTHONDONTWRITEBYTECODE: '1',
      },
    });
    const ended = once(runner, 'exit');
    const newest = async () => (await dayLater().runs('WaitFlow', 1))[0];
    await changes.until(async () => (await newest()) !== undefined);
    // The flow tells when its step is at work. Only then its process is surely there, and hears an interrupt.
    while ((await readFile(path.join(folder.path, 'waiting'), 'utf8').catch(() => '')) !== 'waiting') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const run = await newest();
    assert.equal(run?.status, 'running');
    assert.equal((await dayLater().tasks('WaitFlow', run?.run ?? '', 'start'))[0]?.status, 'running');
    process.kill(-(runner.pid ?? 0), 'SIGINT');
    await ended;
    await changes.until(async () => (await newest())?.status === 'failed');
    assert.ok(readdirSync(root).includes('WaitFlow'));
    const [task] = await dayLater().tasks('WaitFlow', (await newest())?.run ?? '', 'start');
    assert.equal(task?.status, 'failed');
  } finally {
    changes.dispose();
    if (runner?.pid !== undefined && runner.exitCode === null && runner.signalCode === null) {
      process.kill(-runner.pid, 'SIGKILL');
    }
    folder.remove();
  }
});
