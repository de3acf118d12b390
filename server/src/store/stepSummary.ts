import type { TaskStatus } from './taskStore';

export interface StepInfo {
  readonly step: string;
  readonly status: TaskStatus;
  readonly tasks: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly running: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Sorts steps by when they were first scheduled. */
  readonly order: number;
}

interface TaskTimes {
  readonly status: TaskStatus;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** A step from the states of its tasks. A caught failure counts as succeeded, as the run goes on behind it. */
export function summariseStep(
  step: string,
  tasks: readonly string[],
  states: readonly TaskTimes[],
): StepInfo {
  const count = (...wanted: TaskStatus[]) => states.filter(({ status }) => wanted.includes(status)).length;
  const starts = states.flatMap(({ startedAt }) => startedAt ?? []);
  const ends = states.flatMap(({ finishedAt }) => finishedAt ?? []);
  const status = overall(new Set(states.map((state) => state.status)));
  const ended = status !== 'running' && status !== 'starting' && ends.length > 0;
  return {
    step,
    status,
    tasks: tasks.length,
    succeeded: count('succeeded', 'caught'),
    failed: count('failed'),
    running: count('running', 'starting'),
    startedAt: starts.length > 0 ? starts.reduce((a, b) => Math.min(a, b)) : undefined,
    finishedAt: ended ? ends.reduce((a, b) => Math.max(a, b)) : undefined,
    order: scheduled(tasks) ?? starts[0] ?? Infinity,
  };
}

/** What a user wants to know first of several tasks. */
function overall(states: ReadonlySet<TaskStatus>): TaskStatus {
  if (states.has('running')) return 'running';
  for (const status of ['failed', 'starting', 'unknown', 'caught', 'succeeded'] as const) {
    if (states.has(status)) return status;
  }
  return 'starting';
}

/** Local task ids count up over the whole run; a copy in a resumed run keeps its id while its time is arbitrary. */
function scheduled(tasks: readonly string[]): number | undefined {
  const ids = tasks.map(Number).filter(Number.isSafeInteger);
  return ids.length > 0 && ids.length === tasks.length ? ids.reduce((a, b) => Math.min(a, b)) : undefined;
}
