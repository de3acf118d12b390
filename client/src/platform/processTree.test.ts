import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import { ProcessTree, stopPlan } from './processTree';

describe('the plan to stop', () => {
  it('tells the whole group on POSIX, politely first, and kills at last', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const plan = stopPlan(platform, 42);
      assert.deepEqual(
        plan.map(({ action }) => action),
        ['SIGINT', 'SIGTERM', 'SIGKILL'].map((signal) => ({ kind: 'signal', signal, target: -42 })),
      );
      // Metaflow waits 5 s for its workers after a SIGINT.
      assert.ok((plan[1]?.after ?? 0) > 5000);
    }
  });

  it('uses taskkill on the tree on Windows, by force at last', () => {
    assert.deepEqual(
      stopPlan('win32', 42).map(({ action }) =>
        action.kind === 'command' ? [action.command, ...action.args] : [],
      ),
      [
        ['taskkill', '/PID', '42', '/T'],
        ['taskkill', '/PID', '42', '/T', '/F'],
      ],
    );
  });
});

const node = (script: string) =>
  ProcessTree.start({ command: process.execPath, args: ['-e', script], cwd: tmpdir(), env: process.env });

/** Resolves with what follows `pid ` in the output for each of `count` processes. */
async function pids(tree: ProcessTree, count: number): Promise<number[]> {
  let text = '';
  for await (const chunk of tree.stdout) {
    text += String(chunk);
    const found = [...text.matchAll(/pid (\d+)\n/g)].map((match) => Number(match[1]));
    if (found.length === count) return found;
  }
  throw new Error(`The output ended: ${text}`);
}
const runs = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a process tree', { skip: process.platform === 'win32' && 'has POSIX signals' }, () => {
  it('is gone with its children after a stop, though the head leaves at once', async () => {
    const worker = `console.log('pid ' + process.pid); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`;
    const tree = node(`
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', ${JSON.stringify(worker)}], { stdio: 'inherit' });
      console.log('pid ' + process.pid);
      process.on('SIGINT', () => process.exit(1));
      setInterval(() => {}, 1000);
    `);
    const both = await pids(tree, 2);
    assert.deepEqual(both.map(runs), [true, true]);
    await tree.stop();
    await tree.exit;
    assert.deepEqual(both.map(runs), [false, false]);
  });

  it('that ends by itself tells its exit code', async () => {
    const tree = node('process.exit(3)');
    tree.stdout.resume();
    tree.stderr.resume();
    assert.deepEqual(await tree.exit, { code: 3, signal: null });
    await tree.stop();
  });

  it('of a program that does not exist rejects', async () => {
    const tree = ProcessTree.start({ command: '/nowhere/python', args: [], cwd: tmpdir(), env: {} });
    await assert.rejects(tree.exit, /ENOENT/);
    await tree.stop();
  });
});
