/** Which names in a datastore are runs, steps and tasks, and their order. Layout: metaflow/datastore, 2.19.38. */
import type { ObjectInfo } from './objectStore';

/** Beside the flows in a root. */
const notFlows = new Set(['data', 'mf.cards']);

function folders(entries: readonly ObjectInfo[]): string[] {
  return entries
    .filter(({ name, folder }) => folder && !name.startsWith('_') && !name.startsWith('.'))
    .map(({ name }) => name);
}

/** Flows are named like Python classes. */
export function flowNames(root: readonly ObjectInfo[]): string[] {
  return folders(root).filter((name) => !notFlows.has(name) && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
}

/** Folders that may be runs; whether they are is known for the ids that Metaflow makes locally only. */
export function runNames(flow: readonly ObjectInfo[]): string[] {
  return folders(flow).filter((name) => name !== 'data');
}

export function stepNames(run: readonly ObjectInfo[]): string[] {
  return folders(run);
}

export function taskNames(step: readonly ObjectInfo[]): string[] {
  return folders(step).sort(compareNaturally);
}

/** Creation time in a local run id, which is microseconds since the epoch; in milliseconds, with its fraction. */
export function timeOfRunId(run: string): number | undefined {
  return /^\d{16}$/.test(run) ? Number(run) / 1000 : undefined;
}

const collator = new Intl.Collator('en', { numeric: true });

/** `2` before `10`; workers of one gang (`3_node_1`) behind their control task. */
export function compareNaturally(a: string, b: string): number {
  return collator.compare(a, b);
}
