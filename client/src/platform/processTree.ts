/**
 * Processes that are started as a tree and end as a tree. Metaflow's runner starts a worker per task; a SIGTERM to the
 * runner alone would leave the workers running, so the whole process group is told (metaflow/runtime.py, 2.19.38).
 */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export type StopAction =
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals; readonly target: number }
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly string[] };

export interface StopStep {
  /** Milliseconds after the stop was asked for. */
  readonly after: number;
  readonly action: StopAction;
}

/** How to end a tree: politely first, by force at last. Metaflow itself gives its workers 5 s after a SIGINT. */
export function stopPlan(platform: NodeJS.Platform, pid: number): readonly StopStep[] {
  if (platform === 'win32') {
    const command = (...force: string[]): StopAction => ({
      kind: 'command',
      command: 'taskkill',
      args: ['/PID', String(pid), '/T', ...force],
    });
    return [
      { after: 0, action: command() },
      { after: 3000, action: command('/F') },
    ];
  }
  const signal = (name: NodeJS.Signals): StopAction => ({ kind: 'signal', signal: name, target: -pid });
  return [
    { after: 0, action: signal('SIGINT') },
    { after: 7000, action: signal('SIGTERM') },
    { after: 9000, action: signal('SIGKILL') },
  ];
}

export interface TreeOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Exit {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class ProcessTree {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #platform: NodeJS.Platform;
  /** When the process has ended and its output is read; rejects where it could not be started. */
  readonly exit: Promise<Exit>;
  #stopping: Promise<void> | undefined;

  private constructor(child: ChildProcessByStdio<null, Readable, Readable>, platform: NodeJS.Platform) {
    this.#child = child;
    this.#platform = platform;
    this.exit = ended(child);
    // The one who awaits it gets the error; a start that nobody waits for must not end the host.
    this.exit.catch(() => undefined);
  }

  /** Starts a program as the head of its own process group; no shell is involved. */
  static start({ command, args, cwd, env }: TreeOptions): ProcessTree {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    return new ProcessTree(child, process.platform);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout(): Readable {
    return this.#child.stdout;
  }

  get stderr(): Readable {
    return this.#child.stderr;
  }

  /** Ends the tree. Resolves when all of it is gone or the last means was used. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** Ends the tree at once: for the last moment of the extension host, which waits for nothing. */
  kill(): void {
    const step = this.pid === undefined ? undefined : stopPlan(this.#platform, this.pid).at(-1);
    if (step && this.#alive()) perform(step.action);
  }

  async #stop(): Promise<void> {
    const { pid } = this;
    if (pid === undefined) return;
    const began = Date.now();
    for (const { after, action } of stopPlan(this.#platform, pid)) {
      if (await this.#goneBefore(began + after)) return;
      perform(action);
    }
    await this.#goneBefore(Date.now() + 2000);
    // A grandchild that left the group may hold the pipes open.
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }

  /** Waits until the tree is gone or the time (milliseconds since the epoch) has come. */
  async #goneBefore(deadline: number): Promise<boolean> {
    while (this.#alive()) {
      const left = deadline - Date.now();
      if (left <= 0) return false;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, 50)));
    }
    return true;
  }

  #alive(): boolean {
    const { pid } = this;
    if (pid === undefined) return false;
    const running = this.#child.exitCode === null && this.#child.signalCode === null;
    if (this.#platform === 'win32') return running;
    return running || groupExists(pid);
  }
}

function groupExists(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function perform(action: StopAction): void {
  if (action.kind === 'command') {
    spawn(action.command, action.args, { stdio: 'ignore', windowsHide: true }).on('error', () => undefined);
    return;
  }
  try {
    process.kill(action.target, action.signal);
  } catch {
    // It ended in the meantime.
  }
}

function ended(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}
