/** The log that a task's attempt left in a datastore. */
import { keyOf, type ObjectStore } from '../store/objectStore';
import type { TaskPlace } from '../store/runRepository';
import { TaskStore } from '../store/taskStore';
import { type LogLine, mergeLogs, parseLog } from './mflog';

export type Stream = 'stdout' | 'stderr';

export interface StoredLog {
  readonly text: string;
  /** One sentence each: what was left out, and why. */
  readonly notes: readonly string[];
}

/** Of each file this much is read, from its end. */
export const maxLogBytes = 5 * 1024 * 1024;
const maxOrigins = 10;

/** Reads one stream, or both merged by time. A task that a resumed run copied has its log in the run it came from. */
export async function readStoredLog(
  store: ObjectStore,
  place: TaskPlace,
  stream?: Stream,
  signal?: AbortSignal,
  maxBytes = maxLogBytes,
): Promise<StoredLog> {
  const notes: string[] = [];
  let at = place;
  let files = new TaskStore(store, keyOf(at.flow, at.run, at.step, at.task));
  for (let hop = 0; hop < maxOrigins; hop++) {
    const origin = await files.origin(signal);
    if (origin === undefined) break;
    at = { flow: at.flow, run: origin.run, step: at.step, task: origin.task };
    files = new TaskStore(store, keyOf(at.flow, at.run, at.step, at.task));
  }
  if (at !== place)
    notes.push(`The log is that of ${at.flow}/${at.run}/${at.step}/${at.task}, which this run took over.`);
  const attempt = at.attempt ?? (await files.newestAttempt(signal));
  const names = await files.names(signal);
  const logs: LogLine[][] = [];
  let found = false;
  for (const wanted of stream === undefined ? (['stdout', 'stderr'] as const) : [stream]) {
    // Runner and task write files of their own; before mflog there was one without a source.
    for (const name of [`runtime_${wanted}.log`, `task_${wanted}.log`, `${wanted}.log`]) {
      const file = `${attempt}.${name}`;
      if (!names.has(file)) continue;
      found = true;
      logs.push(
        parseLog(
          await readEnd(
            store,
            `${keyOf(at.flow, at.run, at.step, at.task)}/${file}`,
            maxBytes,
            notes,
            signal,
          ),
        ),
      );
    }
  }
  if (!found) notes.push(missing(names, attempt));
  const text = mergeLogs(logs).map(({ message }) => `${message}\n`);
  return { text: text.join(''), notes };
}

/** Locally the logs are written once, when the task has ended (metaflow/runtime.py, 2.19.38). */
function missing(names: ReadonlySet<string>, attempt: number): string {
  if (names.size === 0) return 'The task is not in the datastore.';
  return names.has(`${attempt}.DONE.lock`) || names.has(`${attempt}.runtime`)
    ? 'No log is stored for this task.'
    : 'No log is stored yet: Metaflow stores the log of a local task when the task has ended.';
}

async function readEnd(
  store: ObjectStore,
  key: string,
  maxBytes: number,
  notes: string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const stored = await store.read(key, { range: { start: -maxBytes, length: maxBytes }, signal });
  if (stored === undefined) {
    notes.push('A part of the log could not be read.');
    return '';
  }
  const text = new TextDecoder().decode(stored.bytes);
  if (stored.size <= maxBytes) return text;
  notes.push(
    `The log has ${Math.round(stored.size / 1024 / 1024)} MB; only its last ${Math.max(1, Math.round(maxBytes / 1024 / 1024))} MB are shown.`,
  );
  return text.slice(text.indexOf('\n') + 1);
}
