/** Runs, tasks, artifacts and logs of a datastore, as read from its files. Times are milliseconds since the epoch. */
import { notification, request } from './request';

export type RunStatus = 'running' | 'succeeded' | 'failed' | 'unknown';
export type TaskStatus = 'starting' | 'running' | 'succeeded' | 'failed' | 'caught' | 'unknown';

/** A flow in a datastore. `root` is the `.metaflow` folder's path. */
export interface FlowRef {
  readonly root: string;
  readonly flow: string;
}
export interface RunRef extends FlowRef {
  readonly run: string;
}
export interface StepRef extends RunRef {
  readonly step: string;
}
export interface TaskRef extends StepRef {
  readonly task: string;
  /** Newest where absent. */
  readonly attempt?: number;
}
export interface ArtifactRef extends TaskRef {
  readonly name: string;
}

export interface FlowSummary extends FlowRef {
  /** Creation of the newest run. */
  readonly latestAt?: number;
  readonly runs: number;
}
export interface RunSummary extends RunRef {
  readonly status: RunStatus;
  readonly createdAt: number;
  readonly finishedAt?: number;
  readonly user?: string;
  readonly tags: readonly string[];
  readonly systemTags: readonly string[];
  /** Run that this one resumed. */
  readonly origin?: string;
  /** Of a run whose status is unknown: its last sign of life. */
  readonly lastActivityAt?: number;
}
export interface StepSummary extends StepRef {
  readonly status: TaskStatus;
  readonly tasks: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly running: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
}
export interface TaskSummary extends TaskRef {
  readonly attempt: number;
  readonly status: TaskStatus;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** `item=3` per foreach level. */
  readonly foreach: readonly string[];
  /** Pathspec of the task that a resumed run took over. */
  readonly origin?: string;
}
export interface ArtifactSummary extends ArtifactRef {
  /** Python's `str(type(x))` without its frame: `int`, `pandas.core.frame.DataFrame`. */
  readonly type: string;
  /** Bytes of the serialised value. */
  readonly size: number;
  readonly encoding: string;
  /** Metaflow's own bookkeeping (`_success`, `_transition`). */
  readonly internal: boolean;
}
export interface ArtifactValue {
  readonly type: string;
  readonly size: number;
  /** The value as Python would write it; objects of unknown classes as `Name(…)`. Nothing was executed to get it. */
  readonly text: string;
  /** What was left out and why, one sentence each. */
  readonly notes: readonly string[];
}
export interface LogText {
  readonly text: string;
  /** What was left out and why. */
  readonly notes: readonly string[];
}

/** Datastore folders that belong to these folders: `.metaflow` in each or above it, and the configured one. */
export const rootsRequest = request<{ readonly folders: readonly string[] }, readonly string[]>(
  'stepwise/store/roots',
);
/** Flows of a datastore, newest run first. */
export const storeFlowsRequest = request<{ readonly root: string }, readonly FlowSummary[]>(
  'stepwise/store/flows',
);
/** Runs, newest first; `before` (a creation time) pages on. */
export const runsRequest = request<
  FlowRef & { readonly limit: number; readonly before?: number },
  readonly RunSummary[]
>('stepwise/store/runs');
/** One run, null where its folder is gone. */
export const runRequest = request<RunRef, RunSummary | null>('stepwise/store/run');
/** Steps in the order they began. */
export const stepsRequest = request<RunRef, readonly StepSummary[]>('stepwise/store/steps');
export const tasksRequest = request<StepRef, readonly TaskSummary[]>('stepwise/store/tasks');
export const artifactsRequest = request<TaskRef, readonly ArtifactSummary[]>('stepwise/store/artifacts');
export const artifactValueRequest = request<ArtifactRef, ArtifactValue>('stepwise/store/artifactValue');
/** The stored log of a task, both streams merged by time unless one is named. */
export const taskLogRequest = request<TaskRef & { readonly stream?: 'stdout' | 'stderr' }, LogText>(
  'stepwise/store/log',
);

/** A run appeared, ended or went away. */
export const storeChanged = notification<{ readonly root: string; readonly flow?: string }>(
  'stepwise/store/changed',
);
/** The extension tells which datastores it shows, so that only these are watched. */
export const watchRoots = notification<{ readonly roots: readonly string[] }>('stepwise/store/watch');
