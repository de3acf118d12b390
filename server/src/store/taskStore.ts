/** One task's files: its attempts, its table of artifacts, and what became of it. */
import { createHash } from 'node:crypto';
import { isObject, numberOf, property, stringOf } from './json';
import { TaskMetadata } from './localMetadata';
import { type ObjectStore, readJson } from './objectStore';

/** `begun` is a task that has neither ended nor shown whether it still lives. */
export type TaskVerdict = 'starting' | 'begun' | 'succeeded' | 'failed' | 'caught' | 'unknown';

/** The verdict with what is known of the task's life. */
export type TaskStatus = 'starting' | 'running' | 'succeeded' | 'failed' | 'caught' | 'unknown';

export interface TaskState {
  readonly attempt: number;
  readonly verdict: TaskVerdict;
  /** Start of the process of this attempt. Times are milliseconds since the epoch. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** A row of an attempt's artifact table. */
export interface ArtifactEntry {
  readonly name: string;
  readonly sha: string;
  /** `str(type(x))` without its frame. */
  readonly type: string;
  readonly size: number;
  readonly encoding: string;
}

const sha1 = (bytes: readonly number[]) => createHash('sha1').update(Uint8Array.from(bytes)).digest('hex');

/** Keys of pickled True and False in protocols 2 and 4: what a task recorded is known without reading the value. */
const recordedTrue = new Set([sha1([0x80, 4, 0x88, 0x2e]), sha1([0x80, 2, 0x88, 0x2e])]);
const recordedFalse = new Set([sha1([0x80, 4, 0x89, 0x2e]), sha1([0x80, 2, 0x89, 0x2e])]);

/** Reads one task folder. Make a new one for a fresh look. */
export class TaskStore {
  readonly metadata: TaskMetadata;
  readonly #store: ObjectStore;
  readonly #key: string;
  #names: Promise<ReadonlySet<string>> | undefined;

  /** @param key of the task's folder */
  constructor(store: ObjectStore, key: string) {
    this.#store = store;
    this.#key = key;
    this.metadata = new TaskMetadata(store, key);
  }

  /** Names of the files in the task's folder. */
  names(signal?: AbortSignal): Promise<ReadonlySet<string>> {
    this.#names ??= this.#store
      .list(this.#key, signal)
      .then((entries) => new Set(entries.map(({ name }) => name)));
    return this.#names;
  }

  /** The newest attempt that was started; 0 where none is recorded yet. */
  async newestAttempt(signal?: AbortSignal): Promise<number> {
    let newest = 0;
    for (const name of await this.names(signal)) {
      const match = /^(\d{1,3})\.(attempt\.json|task_begin)$/.exec(name);
      if (match) newest = Math.max(newest, Number(match[1]));
    }
    return newest;
  }

  /** The state of an attempt, by the files that are there (metaflow/datastore/task_datastore.py, 2.19.38). */
  async state(wanted?: number, signal?: AbortSignal): Promise<TaskState> {
    const names = await this.names(signal);
    const attempt = wanted ?? (await this.newestAttempt(signal));
    const verdict = await this.#verdict(names, attempt, signal);
    const ended = verdict !== 'starting' && verdict !== 'begun';
    return {
      attempt,
      verdict,
      startedAt: await this.startedAt(attempt, signal),
      finishedAt: ended ? await this.#finishedAt(names, attempt, signal) : undefined,
    };
  }

  /** Start of an attempt's process; before it started, when it was scheduled. */
  async startedAt(attempt: number, signal?: AbortSignal): Promise<number | undefined> {
    const seconds = numberOf(property(await this.#json(`${attempt}.attempt.json`, signal), 'time'));
    return seconds === undefined ? undefined : seconds * 1000;
  }

  async #verdict(names: ReadonlySet<string>, attempt: number, signal?: AbortSignal): Promise<TaskVerdict> {
    if (!names.has(`${attempt}.DONE.lock`)) {
      // The runner writes this when the process has ended: without DONE it crashed, was killed, or could not save.
      if (names.has(`${attempt}.runtime`)) return 'failed';
      return names.has(`${attempt}.task_begin`) ? 'begun' : 'starting';
    }
    const objects = property(await this.#json(`${attempt}.data.json`, signal), 'objects');
    const taskOk = stringOf(property(objects, '_task_ok'));
    if (taskOk !== undefined && recordedTrue.has(taskOk)) {
      const success = stringOf(property(objects, '_success'));
      return success !== undefined && recordedFalse.has(success) ? 'caught' : 'succeeded';
    }
    const attemptOk = await this.metadata.text('attempt_ok', attempt, signal);
    if (attemptOk === 'True') return 'succeeded';
    return taskOk !== undefined || attemptOk === 'False' ? 'failed' : 'unknown';
  }

  async #finishedAt(
    names: ReadonlySet<string>,
    attempt: number,
    signal?: AbortSignal,
  ): Promise<number | undefined> {
    const recorded = await this.metadata.artifactRecordedAt('_task_ok', attempt, signal);
    if (recorded !== undefined) return recorded;
    const last = ['DONE.lock', 'runtime'].map((name) => `${attempt}.${name}`).find((name) => names.has(name));
    return last === undefined ? undefined : this.#store.modifiedAt(`${this.#key}/${last}`, signal);
  }

  /** The artifacts of an attempt; none until it is done. Rows that make no sense are left out. */
  async artifacts(attempt: number, signal?: AbortSignal): Promise<ArtifactEntry[]> {
    if (!(await this.names(signal)).has(`${attempt}.DONE.lock`)) return [];
    const table = await this.#json(`${attempt}.data.json`, signal);
    const objects = property(table, 'objects');
    const info = property(table, 'info');
    if (!isObject(objects)) return [];
    return Object.entries(objects).flatMap(([name, sha]) => {
      if (typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha)) return [];
      const row = property(info, name);
      const type = stringOf(property(row, 'type')) ?? 'unknown';
      return {
        name,
        sha,
        type: /^<class '(.*)'>$/s.exec(type)?.[1] ?? type,
        size: numberOf(property(row, 'size')) ?? 0,
        // Old tables name no encoding (metaflow/datastore/task_datastore.py, 2.19.38).
        encoding: stringOf(property(row, 'encoding')) ?? 'gzip+pickle-v2',
      };
    });
  }

  /** `variable=value` per level of foreach. */
  async foreach(attempt: number, signal?: AbortSignal): Promise<string[]> {
    const value = await this.metadata.field('foreach-stack', attempt, signal);
    return Array.isArray(value) ? value.slice(0, 50).map((frame) => String(frame).slice(0, 200)) : [];
  }

  /** The run and the task that this one is a copy of, in a resumed run. */
  async origin(signal?: AbortSignal): Promise<{ readonly run: string; readonly task: string } | undefined> {
    const task = await this.metadata.text('origin-task-id', undefined, signal);
    if (task === undefined) return undefined;
    const run = await this.metadata.text('origin-run-id', undefined, signal);
    return run === undefined ? undefined : { run, task };
  }

  #json(name: string, signal?: AbortSignal): Promise<unknown> {
    return readJson(this.#store, `${this.#key}/${name}`, signal);
  }
}
