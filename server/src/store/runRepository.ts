/** Flows, runs, steps, tasks and artifacts of a datastore. Reads only what is asked for. */
import type { Liveness } from './liveness';
import { readRunRecord } from './localMetadata';
import { compareNaturally, flowNames, runNames, stepNames, taskNames, timeOfRunId } from './names';
import { keyOf, type ObjectStore } from './objectStore';
import { BoundedMap, mapLimited } from './parallel';
import { Judge, type RunOutcome } from './runStatus';
import { type StepInfo, summariseStep } from './stepSummary';
import { type ArtifactEntry, type TaskState, type TaskStatus, TaskStore } from './taskStore';

export interface FlowInfo {
  readonly flow: string;
  readonly latestAt?: number;
  readonly runs: number;
}

export interface RunInfo extends RunOutcome {
  readonly run: string;
  readonly createdAt: number;
  readonly user?: string;
  readonly tags: readonly string[];
  readonly systemTags: readonly string[];
}

export interface TaskInfo {
  readonly task: string;
  readonly attempt: number;
  readonly status: TaskStatus;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly foreach: readonly string[];
  /** Pathspec of the task that this one is a copy of. */
  readonly origin?: string;
}

export interface TaskPlace {
  readonly flow: string;
  readonly run: string;
  readonly step: string;
  readonly task: string;
  /** Newest where absent. */
  readonly attempt?: number;
}

export class RunRepository {
  readonly store: ObjectStore;
  readonly #judge: Judge;
  /** Creation times that are not in the run's id. */
  readonly #created = new BoundedMap<number>(20_000);

  constructor(store: ObjectStore, liveness: Liveness) {
    this.store = store;
    this.#judge = new Judge(store, liveness);
  }

  /** Flows with the newest run first. */
  async flows(signal?: AbortSignal): Promise<FlowInfo[]> {
    const names = flowNames(await this.store.list('', signal));
    const flows = await mapLimited(names, async (flow): Promise<FlowInfo | undefined> => {
      const children = await this.store.list(flow, signal);
      const runs = await this.#createdRuns(flow, runNames(children), signal);
      const known = runs.length > 0 || children.some(({ name }) => name === '_meta' || name === 'latest_run');
      return known ? { flow, runs: runs.length, latestAt: runs[0]?.createdAt } : undefined;
    });
    return flows
      .filter((flow) => flow !== undefined)
      .sort((a, b) => (b.latestAt ?? 0) - (a.latestAt ?? 0) || compareNaturally(a.flow, b.flow));
  }

  /** Runs created before `before`, newest first. */
  async runs(flow: string, limit: number, before = Infinity, signal?: AbortSignal): Promise<RunInfo[]> {
    const names = runNames(await this.store.list(keyOf(flow), signal));
    const sorted = await this.#createdRuns(flow, names, signal);
    const page = sorted.filter(({ createdAt }) => createdAt < before).slice(0, Math.max(0, limit));
    return mapLimited(page, ({ run, createdAt }) => this.#run(flow, run, createdAt, signal), 8);
  }

  /** Undefined where it is gone. */
  async run(flow: string, run: string, signal?: AbortSignal): Promise<RunInfo | undefined> {
    const children = await this.store.list(keyOf(flow, run), signal);
    if (children.length === 0) return undefined;
    const createdAt = await this.#createdAt(flow, run, signal);
    return createdAt === undefined ? undefined : this.#run(flow, run, createdAt, signal);
  }

  /** Steps in the order they began. */
  async steps(flow: string, run: string, signal?: AbortSignal): Promise<StepInfo[]> {
    const key = keyOf(flow, run);
    const names = stepNames(await this.store.list(key, signal));
    const steps = await mapLimited(
      names,
      async (step) => {
        const tasks = taskNames(await this.store.list(keyOf(flow, run, step), signal));
        const states = await mapLimited(tasks, (task) =>
          this.#taskState(keyOf(flow, run, step, task), signal),
        );
        return summariseStep(step, tasks, states);
      },
      4,
    );
    return steps.sort((a, b) => a.order - b.order || (a.startedAt ?? 0) - (b.startedAt ?? 0));
  }

  async tasks(flow: string, run: string, step: string, signal?: AbortSignal): Promise<TaskInfo[]> {
    const names = taskNames(await this.store.list(keyOf(flow, run, step), signal));
    return mapLimited(names, async (task) => {
      const key = keyOf(flow, run, step, task);
      const state = await this.#taskState(key, signal);
      const files = new TaskStore(this.store, key);
      const origin = await files.origin(signal);
      return {
        task,
        ...state,
        foreach: await files.foreach(state.attempt, signal),
        origin: origin && `${flow}/${origin.run}/${step}/${origin.task}`,
      };
    });
  }

  async artifacts(
    { flow, run, step, task, attempt }: TaskPlace,
    signal?: AbortSignal,
  ): Promise<ArtifactEntry[]> {
    const files = new TaskStore(this.store, keyOf(flow, run, step, task));
    return files.artifacts(attempt ?? (await files.newestAttempt(signal)), signal);
  }

  async #taskState(
    key: string,
    signal?: AbortSignal,
  ): Promise<Omit<TaskState, 'verdict'> & { status: TaskStatus }> {
    const state = await this.#judge.task(key, signal);
    const { verdict, ...rest } = state;
    if (verdict !== 'begun' && verdict !== 'starting') return { ...rest, status: verdict };
    const alive = await this.#judge.isAlive(key, state, signal);
    return { ...rest, status: !alive ? 'unknown' : verdict === 'begun' ? 'running' : 'starting' };
  }

  async #run(flow: string, run: string, createdAt: number, signal?: AbortSignal): Promise<RunInfo> {
    const key = keyOf(flow, run);
    const [outcome, record] = await Promise.all([
      this.#judge.run(key, signal),
      readRunRecord(this.store, key, signal),
    ]);
    const { user, tags = [], systemTags = [] } = record ?? {};
    return { run, createdAt, user, tags, systemTags, ...outcome };
  }

  async #createdRuns(
    flow: string,
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ run: string; createdAt: number }[]> {
    const found = await mapLimited(names, async (run) => ({
      run,
      createdAt: await this.#createdAt(flow, run, signal),
    }));
    return found
      .flatMap(({ run, createdAt }) => (createdAt === undefined ? [] : { run, createdAt }))
      .sort((a, b) => b.createdAt - a.createdAt || compareNaturally(b.run, a.run));
  }

  /**
   * In the id of local runs. Else the first task's start, as editing tags rewrites the run's own record. Undefined for a
   * folder that is not a run.
   */
  async #createdAt(flow: string, run: string, signal?: AbortSignal): Promise<number | undefined> {
    const inId = timeOfRunId(run);
    if (inId !== undefined) return inId;
    const key = keyOf(flow, run);
    const known = this.#created.get(key);
    if (known !== undefined) return known;
    const [parameters] = taskNames(await this.store.list(`${key}/_parameters`, signal));
    const started =
      parameters === undefined
        ? undefined
        : await new TaskStore(this.store, `${key}/_parameters/${parameters}`).startedAt(0, signal);
    const createdAt = started ?? (await readRunRecord(this.store, key, signal))?.recordedAt;
    // A run that is just being made has no record yet: that it is no run is not remembered.
    if (createdAt !== undefined) this.#created.set(key, createdAt);
    return createdAt;
  }
}
