/** Other language servers for the same edits, installed into .cache/bench when they are first needed. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { TestServer } from '../support/server';

const run = promisify(execFile);
const folder = path.resolve('.cache/bench');
const windows = process.platform === 'win32';

export interface Other {
  readonly name: string;
  /** Starts it; rejects with a reason where it can not be installed. */
  start(root: string): Promise<TestServer>;
}

const pyright: Other = {
  name: 'pyright',
  async start(root) {
    const script = path.join(folder, 'node_modules/pyright/langserver.index.js');
    if (!existsSync(script)) {
      const npm = ['install', '--prefix', folder, '--no-audit', '--no-fund', 'pyright'];
      await run(windows ? 'npm.cmd' : 'npm', npm, { shell: windows });
    }
    return connect(process.execPath, [script, '--stdio'], root);
  },
};

const ruff: Other = {
  name: 'ruff',
  async start(root) {
    const bin = path.join(folder, 'venv', windows ? 'Scripts' : 'bin');
    const program = path.join(bin, windows ? 'ruff.exe' : 'ruff');
    if (!existsSync(program)) {
      await run(windows ? 'python' : 'python3', ['-m', 'venv', path.join(folder, 'venv')]);
      await run(path.join(bin, windows ? 'python.exe' : 'python'), ['-m', 'pip', 'install', '-q', 'ruff']);
    }
    return connect(program, ['server'], root);
  },
};

export const others: readonly Other[] = [pyright, ruff];

async function connect(program: string, args: readonly string[], root: string): Promise<TestServer> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const server = new TestServer(child, {});
  await server.initialize({ folder: root, initializationOptions: {} });
  return server;
}
