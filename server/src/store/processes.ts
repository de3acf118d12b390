/** Which runs have a living worker process on this machine: locally the only sign of life there is. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { mapLimited } from './parallel';

/** Command lines of the processes of this machine that are Metaflow workers; undefined where they cannot be listed. */
export type ListWorkers = () => Promise<readonly Worker[] | undefined>;

export interface Worker {
  readonly run: string;
  readonly task: string;
}

/** Workers are started as `python FLOW.py … step STEP --run-id R --task-id T …` (metaflow/runtime.py, 2.19.38). */
export function workerOf(args: readonly string[]): Worker | undefined {
  const after = (option: string) => {
    const at = args.indexOf(option);
    return at < 0 ? undefined : args[at + 1];
  };
  const run = after('--run-id');
  const task = after('--task-id');
  return run !== undefined && task !== undefined ? { run, task } : undefined;
}

export async function listWorkers(
  platform: NodeJS.Platform = process.platform,
): Promise<readonly Worker[] | undefined> {
  if (platform === 'linux') return fromProc();
  // Windows has no quick list of command lines.
  return platform === 'win32' ? undefined : fromPs();
}

async function fromProc(): Promise<readonly Worker[] | undefined> {
  try {
    const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await mapLimited(ids, async (id) => {
      const line = await readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '');
      return workerOf(line.split('\0'));
    });
    return found.filter((worker) => worker !== undefined);
  } catch {
    return undefined;
  }
}

async function fromPs(): Promise<readonly Worker[] | undefined> {
  try {
    const options = { maxBuffer: 32 * 1024 * 1024, timeout: 5000 };
    const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'args='], options);
    return stdout.split('\n').flatMap((line) => workerOf(line.trim().split(/\s+/)) ?? []);
  } catch {
    return undefined;
  }
}
