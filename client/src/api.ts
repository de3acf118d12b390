/** What features share without importing each other: live runs and their states. */
import * as vscode from 'vscode';
import { BoundedLog } from './boundedLog';

export type LiveStatus = 'pending' | 'running' | 'succeeded' | 'failed';

export interface LiveTask {
  readonly step: string;
  readonly task: string;
  readonly attempt: number;
  readonly status: LiveStatus;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly finishedAt?: number;
}

export interface LiveStep {
  readonly name: string;
  readonly status: LiveStatus;
  /** Tasks known to be due: what a foreach announced, else what has started. */
  readonly total: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
}

export type RunState = 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A run that this window started, as it is now. Immutable: each change publishes a new value. */
export interface LiveRun {
  /** Unique in this window, known before Metaflow gives the run its id. */
  readonly key: string;
  readonly uri: vscode.Uri;
  readonly flow: string;
  readonly cwd: string;
  readonly runId?: string;
  readonly state: RunState;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly steps: ReadonlyMap<string, LiveStep>;
  readonly tasks: ReadonlyMap<string, LiveTask>;
  /** Why it failed, in one sentence. */
  readonly failure?: string;
}

/** The runs of this window. The runner publishes, views listen. */
export class LiveRuns implements vscode.Disposable {
  readonly #runs = new Map<string, LiveRun>();
  readonly #changed = new vscode.EventEmitter<LiveRun>();
  readonly onDidChange = this.#changed.event;

  publish(run: LiveRun): void {
    this.#runs.set(run.key, run);
    this.#changed.fire(run);
  }

  /** All of them, newest last. */
  all(): readonly LiveRun[] {
    return [...this.#runs.values()];
  }

  get(key: string): LiveRun | undefined {
    return this.#runs.get(key);
  }

  /** The newest run of a flow in a file. */
  latest(uri: vscode.Uri, flow: string): LiveRun | undefined {
    return this.all()
      .filter((run) => run.flow === flow && run.uri.toString() === uri.toString())
      .at(-1);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

export interface LogLine {
  /** As printed: local time with milliseconds. Absent on lines that are not Metaflow's. */
  readonly time?: string;
  readonly step?: string;
  readonly task?: string;
  readonly text: string;
  readonly stream: 'stdout' | 'stderr';
}

/** What the runs of this window print, by the run's key. */
export class LiveLogs implements vscode.Disposable {
  static readonly bounds = { lines: 100_000, characters: 30_000_000 };
  /** Runs whose logs are kept. */
  static readonly kept = 20;
  readonly #logs = new Map<string, BoundedLog<LogLine>>();
  readonly #appended = new vscode.EventEmitter<{
    readonly key: string;
    readonly lines: readonly LogLine[];
  }>();
  readonly onDidAppend = this.#appended.event;

  append(key: string, lines: readonly LogLine[]): void {
    this.#log(key).append(lines);
    this.#appended.fire({ key, lines });
  }

  /** The lines that are kept, and how many before them are not. */
  read(key: string): { readonly dropped: number; readonly lines: readonly LogLine[] } {
    return this.#logs.get(key) ?? { dropped: 0, lines: [] };
  }

  dispose(): void {
    this.#appended.dispose();
  }

  #log(key: string): BoundedLog<LogLine> {
    const known = this.#logs.get(key);
    if (known !== undefined) return known;
    const log = new BoundedLog<LogLine>(LiveLogs.bounds);
    this.#logs.set(key, log);
    const [oldest] = this.#logs.keys();
    if (this.#logs.size > LiveLogs.kept && oldest !== undefined) this.#logs.delete(oldest);
    return log;
  }
}
