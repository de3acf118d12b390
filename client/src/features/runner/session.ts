/** One run: the process, its output as lines, its state. Publishes at most ten times a second. No VS Code in here. */
import { promises as fs } from 'node:fs';
import type { GraphData } from '../../../../server/src/protocol/graph';
import type { LiveRun, LogLine } from '../../api';
import { ProcessTree } from '../../platform/processTree';
import type { Command } from './commandLine';
import { explain, type Failure } from './failure';
import { LineDecoder } from './lines';
import { type ParsedLine, parseError, parseOutput, type RunEvent } from './output';
import { advance, conclude, finalState, initialProgress, liveSteps, type Progress } from './runState';

export interface SessionOptions extends Command, Pick<LiveRun, 'key' | 'uri' | 'flow' | 'cwd'> {
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly graph: GraphData | null;
  /** Where Metaflow writes the run's id. */
  readonly runIdFile: string;
  /** Whether a file of a traceback is the person's. */
  readonly isOwn: (file: string) => boolean;
}

export interface SessionListener {
  changed(run: LiveRun): void;
  lines(lines: readonly LogLine[]): void;
}

export interface Outcome {
  readonly run: LiveRun;
  /** Undefined after a success, and where the person ended it. */
  readonly failure?: Failure;
}

/** Milliseconds between two publications. */
const interval = 100;
/** Lines of the failing task, and of standard error, that an explanation is looked for in. */
const remembered = 2000;

export class Session {
  readonly #options: SessionOptions;
  readonly #listener: SessionListener;
  readonly #tree: ProcessTree;
  readonly #startedAt = Date.now();
  #progress: Progress;
  #lines: LogLine[] = [];
  #events: RunEvent[] = [];
  #recent: LogLine[] = [];
  #errors: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #cancelled = false;
  /** Resolves when the process has ended, however. */
  readonly done: Promise<Outcome>;

  constructor(options: SessionOptions, listener: SessionListener) {
    this.#options = options;
    this.#listener = listener;
    this.#progress = initialProgress(options.graph);
    listener.changed(this.#live('starting'));
    this.#tree = ProcessTree.start(options);
    this.#read(this.#tree.stdout, parseOutput);
    this.#read(this.#tree.stderr, parseError);
    this.done = this.#finish();
  }

  get key(): string {
    return this.#options.key;
  }

  /** Ends the process tree and waits until it is gone. */
  cancel(): Promise<void> {
    this.#cancelled = true;
    return this.#tree.stop();
  }

  /** Ends the process tree at once. */
  kill(): void {
    this.#tree.kill();
  }

  #read(stream: NodeJS.ReadableStream, parse: (line: string) => ParsedLine): void {
    const decoder = new LineDecoder();
    const take = (lines: readonly string[]) => {
      for (const raw of lines) {
        const { line, event } = parse(raw);
        this.#lines.push(line);
        if (event !== undefined) this.#events.push(event);
      }
      if (lines.length > 0) this.#timer ??= setTimeout(() => this.#flush(), interval);
    };
    stream.on('data', (chunk: Buffer) => take(decoder.push(chunk)));
    stream.on('end', () => take(decoder.end()));
    // A pipe that breaks ends the output; the exit code tells the rest.
    stream.on('error', () => undefined);
  }

  /** Hands on what has come since the last time. */
  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [lines, events] = [this.#lines, this.#events];
    this.#lines = [];
    this.#events = [];
    if (lines.length > 0) {
      this.#remember(lines);
      this.#listener.lines(lines);
    }
    if (events.length === 0) return;
    this.#progress = advance(this.#progress, events, Date.now());
    this.#listener.changed(this.#live('running'));
  }

  #remember(lines: readonly LogLine[]): void {
    const output = lines.filter(({ stream }) => stream === 'stdout');
    this.#recent = [...this.#recent, ...output].slice(-5 * remembered);
    const errors = lines.filter(({ stream }) => stream === 'stderr').map(({ text }) => text);
    this.#errors = [...this.#errors, ...errors].slice(-remembered);
  }

  async #finish(): Promise<Outcome> {
    const { code, signal, problem } = await this.#tree.exit.then(
      (exit) => ({ ...exit, problem: undefined }),
      (error: unknown) => ({ code: null, signal: null, problem: error }),
    );
    this.#flush();
    const runId = (await fs.readFile(this.#options.runIdFile, 'utf8').catch(() => '')).trim();
    if (runId !== '') this.#progress = { ...this.#progress, runId };
    const failure =
      problem === undefined ? this.#explain(code, signal) : startProblem(this.#options, problem);
    const state = failure !== undefined && code === 0 ? 'failed' : finalState(code, this.#cancelled);
    this.#progress = conclude(this.#progress, state, Date.now());
    const run = this.#live(state, state === 'failed' ? failure?.message : undefined);
    this.#listener.changed(run);
    return state === 'failed' ? { run, failure } : { run };
  }

  #explain(code: number | null, signal: string | null): Failure | undefined {
    const { culprit, runId } = this.#progress;
    const ofCulprit = this.#recent.filter(
      ({ step, task }) => step === culprit?.step && task === culprit?.task,
    );
    return explain({
      code,
      signal,
      begun: runId !== undefined,
      culprit,
      taskLines: ofCulprit.slice(-remembered).map(({ text }) => text),
      errorLines: this.#errors,
      flowFile: this.#options.file,
      isOwn: this.#options.isOwn,
    });
  }

  #live(state: LiveRun['state'], failure?: string): LiveRun {
    const { key, uri, flow, cwd } = this.#options;
    const ended = state !== 'starting' && state !== 'running';
    return {
      key,
      uri,
      flow,
      cwd,
      runId: this.#progress.runId,
      state,
      startedAt: this.#startedAt,
      finishedAt: ended ? Date.now() : undefined,
      steps: liveSteps(this.#progress),
      tasks: this.#progress.tasks,
      failure,
    };
  }
}

/** The process could not be started at all. */
function startProblem({ command, cwd }: SessionOptions, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return { reason: 'other', message: `${command} could not be started in ${cwd} (${code})` };
}
