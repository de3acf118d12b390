/** What became of a run: Metaflow records that nowhere, it follows from the run's tasks. */
import type { Liveness } from './liveness';
import { compareNaturally, stepNames, taskNames } from './names';
import { isSafeName, type ObjectStore } from './objectStore';
import { BoundedMap, mapLimited } from './parallel';
import { type TaskState, TaskStore } from './taskStore';

export interface RunOutcome {
  readonly status: 'running' | 'succeeded' | 'failed' | 'unknown';
  readonly finishedAt?: number;
  /** Run that this one resumed. */
  readonly origin?: string;
  /** Of a run that neither ended nor lives: its last sign of life. */
  readonly lastActivityAt?: number;
}

/** Tasks looked at for a run whose end step has not succeeded: a failure is among the last that were scheduled. */
const maxTasksLookedAt = 1000;
/** Resumed runs of resumed runs that are gone back. */
const maxOrigins = 10;

/** Judges runs and tasks, and remembers those that cannot change any more. */
export class Judge {
  readonly #store: ObjectStore;
  readonly #liveness: Liveness;
  readonly #runs = new BoundedMap<RunOutcome>(20_000);
  readonly #tasks = new BoundedMap<TaskState>(50_000);

  constructor(store: ObjectStore, liveness: Liveness) {
    this.#store = store;
    this.#liveness = liveness;
  }

  /** The newest attempt's state; a success is final. */
  async task(key: string, signal?: AbortSignal): Promise<TaskState> {
    const known = this.#tasks.get(key);
    if (known !== undefined) return known;
    const state = await new TaskStore(this.#store, key).state(undefined, signal);
    if (state.verdict === 'succeeded' || state.verdict === 'caught') this.#tasks.set(key, state);
    return state;
  }

  /** Whether a task that has begun still works. */
  async isAlive(key: string, state: TaskState, signal?: AbortSignal): Promise<boolean> {
    const [, run = '', , task] = key.split('/');
    const changed = await this.#store.modifiedAt(key, signal);
    return this.#liveness.isAlive(run, task, Math.max(changed ?? 0, state.startedAt ?? 0));
  }

  /** @param run key of the run's folder */
  async run(run: string, signal?: AbortSignal): Promise<RunOutcome> {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    const outcome = await this.#judge(run, signal);
    const { status, finishedAt } = outcome;
    const final =
      status === 'succeeded' ||
      (status === 'failed' && finishedAt !== undefined && this.#liveness.isSettled(finishedAt));
    if (final) this.#runs.set(run, outcome);
    return outcome;
  }

  async #judge(run: string, signal?: AbortSignal): Promise<RunOutcome> {
    const steps = stepNames(await this.#store.list(run, signal));
    const { end = 'end', origin } = await this.#parameters(run, steps, signal);
    if (steps.includes(end)) {
      const [state] = await this.#states(await this.#taskKeys(run, [end], signal), signal);
      if (state?.verdict === 'succeeded' || state?.verdict === 'caught') {
        return { status: 'succeeded', finishedAt: state.finishedAt, origin };
      }
    }
    const keys = (await this.#taskKeys(run, steps, signal)).slice(0, maxTasksLookedAt);
    const states = await this.#states(keys, signal);
    const open = states.filter(({ verdict }) => verdict === 'begun' || verdict === 'starting');
    const failed = states.some(({ verdict }) => verdict === 'failed');
    if (failed && open.length === 0) {
      const finishedAt = Math.max(...states.map((state) => state.finishedAt ?? 0)) || undefined;
      return { status: 'failed', finishedAt, origin };
    }
    // Between two tasks nothing is open, but the run goes on.
    const [, id = ''] = run.split('/');
    const newest = await this.#newestFileAt(run, steps, keys, signal);
    if (await this.#liveness.isAlive(id, undefined, newest)) return { status: 'running', origin };
    return { status: failed ? 'failed' : 'unknown', lastActivityAt: newest || undefined, origin };
  }

  /**
   * What the pseudo step `_parameters` tells: the end step's name, and of a resumed run where it came from. A resumed run
   * records no end step; the run that it came from does, or the one before.
   */
  async #parameters(
    run: string,
    steps: readonly string[],
    signal?: AbortSignal,
    hops = 0,
  ): Promise<{ end?: string; origin?: string }> {
    const step = `${run}/_parameters`;
    const [task] = taskNames(await this.#store.list(step, signal));
    if (task === undefined) return {};
    const parameters = new TaskStore(this.#store, `${step}/${task}`);
    const end = await parameters.metadata.text('end_step', undefined, signal);
    if (!(await parameters.names(signal)).has('_resume_done')) return { end };
    const origin = await this.#origin(run, steps, signal);
    if (end !== undefined || origin === undefined || hops === maxOrigins || !isSafeName(origin))
      return { end, origin };
    const before = `${run.split('/')[0] ?? ''}/${origin}`;
    const stepsBefore = stepNames(await this.#store.list(before, signal));
    return { end: (await this.#parameters(before, stepsBefore, signal, hops + 1)).end, origin };
  }

  async #origin(run: string, steps: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
    for (const step of steps) {
      const [task] = taskNames(await this.#store.list(`${run}/${step}`, signal));
      if (task === undefined) continue;
      const { metadata } = new TaskStore(this.#store, `${run}/${step}/${task}`);
      const origin = await metadata.text('origin-run-id', undefined, signal);
      if (origin !== undefined) return origin;
    }
    return undefined;
  }

  /** Keys of all tasks of these steps, the last scheduled first. */
  async #taskKeys(run: string, steps: readonly string[], signal?: AbortSignal): Promise<string[]> {
    const lists = await mapLimited(steps, async (step) =>
      taskNames(await this.#store.list(`${run}/${step}`, signal)).map((task) => ({
        task,
        key: `${run}/${step}/${task}`,
      })),
    );
    const tasks = lists.flat().sort((a, b) => compareNaturally(b.task, a.task));
    return tasks.map(({ key }) => key);
  }

  #states(keys: readonly string[], signal?: AbortSignal): Promise<TaskState[]> {
    return mapLimited(keys, (key) => this.task(key, signal));
  }

  /** The newest change among the run's folder, its steps, and its last tasks. */
  async #newestFileAt(
    run: string,
    steps: readonly string[],
    tasks: readonly string[],
    signal?: AbortSignal,
  ): Promise<number> {
    const keys = [run, ...steps.map((step) => `${run}/${step}`), ...tasks.slice(0, 20)];
    const times = await mapLimited(keys, (key) => this.#store.modifiedAt(key, signal));
    return Math.max(0, ...times.map((time) => time ?? 0));
  }
}
