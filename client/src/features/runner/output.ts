/** Metaflow's log lines to lines with their task, and to events (metaflow/runtime.py and cli.py, 2.19.38). */

import type { LogLine } from '../../api';

export interface TaskRef {
  readonly step: string;
  readonly task: string;
}

/** What a line seems to say. A step may print the same words: nothing here is final before the process ends. */
export type RunEvent =
  | { readonly kind: 'run'; readonly runId: string }
  | ({ readonly kind: 'taskStarted'; readonly pid?: string; readonly again: boolean } & TaskRef)
  | ({ readonly kind: 'taskSucceeded' } & TaskRef)
  | ({ readonly kind: 'taskFailed' } & TaskRef)
  | ({ readonly kind: 'foreach'; readonly count: number } & TaskRef)
  /** The runner names the task that ended the run, on its standard error. */
  | ({ readonly kind: 'stepFailure' } & TaskRef);

export interface ParsedLine {
  readonly line: LogLine;
  readonly event?: RunEvent;
}

const stamped = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) ?(.*)$/s;
const prefixed = /^\[([^\]/\s]+)\/([^\]/\s]+)\/([^\]/\s]+)(?: \(pid (\d+)\))?\] ?(.*)$/s;
const starting = /^Workflow starting \(run-id ([^)\s]+)\)/;
const foreach = /^Foreach yields (\d{1,9}) child steps\.$/;
const stepFailure = /^\s*Step (\w+) \(task-id ([^)\s]+)\) failed\.$/;

/** A line of the runner's standard output. */
export function parseOutput(raw: string): ParsedLine {
  const stamp = stamped.exec(raw);
  if (stamp === null) return { line: { text: lastPart(raw), stream: 'stdout' } };
  const [, time, rest = ''] = stamp;
  const prefix = prefixed.exec(rest);
  if (prefix === null) {
    const runId = starting.exec(rest)?.[1];
    const line: LogLine = { time, text: lastPart(rest), stream: 'stdout' };
    return runId === undefined ? { line } : { line, event: { kind: 'run', runId } };
  }
  const [, , step = '', task = '', pid, rawText = ''] = prefix;
  const text = lastPart(rawText);
  return { line: { time, step, task, text, stream: 'stdout' }, event: taskEvent({ step, task }, text, pid) };
}

/** A line of the runner's standard error: banner, checks, final errors. */
export function parseError(raw: string): ParsedLine {
  const text = lastPart(raw);
  const [, step, task] = stepFailure.exec(text) ?? [];
  const line: LogLine = { text, stream: 'stderr' };
  return step === undefined || task === undefined
    ? { line }
    : { line, event: { kind: 'stepFailure', step, task } };
}

function taskEvent(task: TaskRef, text: string, pid: string | undefined): RunEvent | undefined {
  switch (text) {
    case 'Task is starting.':
      return { kind: 'taskStarted', ...task, pid, again: false };
    case 'Task is starting (retry).':
    case 'Task fallback is starting to handle the failure.':
      return { kind: 'taskStarted', ...task, pid, again: true };
    case 'Task finished successfully.':
      return { kind: 'taskSucceeded', ...task };
    case 'Task failed.':
    case 'Task failed with a segmentation fault.':
      return { kind: 'taskFailed', ...task };
  }
  const count = foreach.exec(text)?.[1];
  return count === undefined ? undefined : { kind: 'foreach', ...task, count: Number(count) };
}

/** What a terminal would show of a line in which something went back to its start. */
function lastPart(text: string): string {
  const at = text.lastIndexOf('\r');
  if (at < 0) return text;
  const last = text.slice(at + 1);
  return last.trim() === '' ? text.slice(0, at) : last;
}
