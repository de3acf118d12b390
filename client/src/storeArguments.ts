/** References into a datastore as commands get them: from a tree row (its `ref`), a webview or anyone; parsed. */
import type { ArtifactRef, FlowRef, TaskRef } from '../../server/src/protocol/store';

/** A reference of any depth. */
export interface StoreRef extends FlowRef {
  readonly run?: string;
  readonly step?: string;
  readonly task?: string;
  readonly attempt?: number;
  readonly name?: string;
}

/** Undefined unless it names at least a flow; parts below a missing part are dropped. */
export function storeRef(value: unknown): StoreRef | undefined {
  const fields = record(record(value).ref ?? value);
  const { root, flow } = fields;
  if (typeof root !== 'string' || typeof flow !== 'string') return undefined;
  const parts: { run?: string; step?: string; task?: string; name?: string } = {};
  for (const part of ['run', 'step', 'task', 'name'] as const) {
    const text = fields[part];
    if (typeof text !== 'string') break;
    parts[part] = text;
  }
  const { attempt } = fields;
  const numbered = parts.task !== undefined && typeof attempt === 'number' && Number.isInteger(attempt);
  return { root, flow, ...parts, ...(numbered ? { attempt } : {}) };
}

export function taskRef(value: unknown): TaskRef | undefined {
  const ref = storeRef(value);
  if (ref?.run === undefined || ref.step === undefined || ref.task === undefined) return undefined;
  const { root, flow, run, step, task, attempt } = ref;
  return { root, flow, run, step, task, ...(attempt === undefined ? {} : { attempt }) };
}

export function artifactRef(value: unknown): ArtifactRef | undefined {
  const task = taskRef(value);
  const name = storeRef(value)?.name;
  return task === undefined || name === undefined ? undefined : { ...task, name };
}

/** `Flow/run/step/task/artifact`, as Metaflow's client takes it. */
export function pathspec({ flow, run, step, task, name }: StoreRef): string {
  return [flow, run, step, task, name].filter((part) => part !== undefined).join('/');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
