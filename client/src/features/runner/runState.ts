/** What a run's output says of its steps and tasks: a pure reducer. The exit code has the last word. */
import type { GraphData, GraphNode } from '../../../../server/src/protocol/graph';
import type { LiveStatus, LiveStep, LiveTask, RunState } from '../../api';
import type { RunEvent } from './output';

interface Task extends LiveTask {
  /** Of the process that runs it: a start line with the same one was printed by the step itself. */
  readonly pid?: string;
}

export interface Progress {
  readonly runId?: string;
  readonly tasks: ReadonlyMap<string, Task>;
  /** In the order of the graph where it is known, then as they begin. */
  readonly stepNames: readonly string[];
  /** Children that tasks of foreach steps announced, by task. */
  readonly announced: ReadonlyMap<string, { readonly step: string; readonly count: number }>;
  /** The task that ended the run. */
  readonly culprit?: { readonly step: string; readonly task: string };
  readonly shape: Shape;
}

/** What the source says of the flow. */
interface Shape {
  /** Steps with one task per item, by the step whose foreach makes them. */
  readonly bodies: ReadonlyMap<string, readonly string[]>;
}

export const taskKey = (step: string, task: string) => `${step}/${task}`;

/** A run that is about to start; without a graph (the source is not readable) steps appear as they begin. */
export function initialProgress(graph: GraphData | null): Progress {
  const nodes = graph?.nodes.filter((node) => !node.missing && !node.unreachable) ?? [];
  return {
    tasks: new Map(),
    stepNames: nodes.map(({ name }) => name),
    announced: new Map(),
    shape: { bodies: graph === null ? new Map() : foreachBodies(graph, nodes) },
  };
}

/** Applies events that became known at a time (milliseconds since the epoch). */
export function advance(progress: Progress, events: readonly RunEvent[], now: number): Progress {
  if (events.length === 0) return progress;
  const tasks = new Map(progress.tasks);
  const announced = new Map(progress.announced);
  let { runId, culprit } = progress;
  for (const event of events) {
    if (event.kind === 'run') {
      runId ??= event.runId;
      continue;
    }
    const key = taskKey(event.step, event.task);
    const known = tasks.get(key);
    switch (event.kind) {
      case 'taskStarted': {
        if (known !== undefined && known.pid === event.pid) break;
        const attempt = known === undefined ? 0 : known.attempt + 1;
        const { step, task, pid } = event;
        tasks.set(key, { step, task, attempt, status: 'running', startedAt: now, pid });
        break;
      }
      case 'taskSucceeded':
      case 'taskFailed':
        if (known === undefined) break;
        tasks.set(key, {
          ...known,
          status: event.kind === 'taskSucceeded' ? 'succeeded' : 'failed',
          finishedAt: now,
        });
        break;
      case 'foreach':
        if (known !== undefined) announced.set(key, { step: event.step, count: event.count });
        break;
      case 'stepFailure':
        culprit = { step: event.step, task: event.task };
    }
  }
  const begun = [...tasks.values()].map(({ step }) => step);
  const stepNames = [...new Set([...progress.stepNames, ...begun])];
  return { ...progress, runId, tasks, announced, stepNames, culprit };
}

/**
 * The process has ended. After a success every task that began has succeeded, whatever was printed; after a failure
 * the culprit and whatever still ran has failed.
 */
export function conclude(
  progress: Progress,
  state: 'succeeded' | 'failed' | 'cancelled',
  now: number,
): Progress {
  const tasks = new Map<string, Task>();
  for (const [key, task] of progress.tasks) {
    const { culprit } = progress;
    const ended = task.finishedAt ?? now;
    const isCulprit = culprit?.step === task.step && culprit.task === task.task;
    const status: LiveStatus =
      state === 'succeeded' ? 'succeeded' : isCulprit || task.status !== 'succeeded' ? 'failed' : 'succeeded';
    tasks.set(key, { ...task, status, finishedAt: ended });
  }
  return { ...progress, tasks, announced: new Map() };
}

/** The steps as they are now. */
export function liveSteps({ tasks, stepNames, announced, shape }: Progress): ReadonlyMap<string, LiveStep> {
  const counts = new Map(stepNames.map((name) => [name, { running: 0, succeeded: 0, failed: 0, due: 0 }]));
  for (const { step, status } of tasks.values()) {
    const count = counts.get(step);
    if (count !== undefined && status !== 'pending') count[status]++;
  }
  for (const { step, count } of announced.values()) {
    for (const name of shape.bodies.get(step) ?? []) {
      const member = counts.get(name);
      if (member !== undefined) member.due += count;
    }
  }
  return new Map(
    [...counts].map(([name, { running, succeeded, failed, due }]) => {
      const total = Math.max(due, running + succeeded + failed);
      const status = stepStatus({ running, succeeded, failed, total });
      return [name, { name, status, total, running, succeeded, failed }];
    }),
  );
}

function stepStatus(step: Pick<LiveStep, 'running' | 'succeeded' | 'failed' | 'total'>): LiveStatus {
  if (step.running > 0) return 'running';
  if (step.failed > 0) return 'failed';
  if (step.total === 0) return 'pending';
  return step.succeeded === step.total ? 'succeeded' : 'running';
}

/** The state after the process has ended; `code` is null where a signal ended it. */
export function finalState(
  code: number | null,
  cancelled: boolean,
): Extract<RunState, 'succeeded' | 'failed' | 'cancelled'> {
  if (code === 0) return 'succeeded';
  return cancelled ? 'cancelled' : 'failed';
}

/** Steps of a foreach that surely have one task per item: not those behind a switch, nor of a foreach within. */
function foreachBodies(graph: GraphData, nodes: readonly GraphNode[]): Map<string, readonly string[]> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const chosen = new Set(graph.edges.filter(({ kind }) => kind === 'case').map(({ to }) => to));
  const owner = (node: GraphNode): string | undefined => {
    const seen = new Set<string>();
    for (let parent = node.parent; parent !== undefined && !seen.has(parent); ) {
      seen.add(parent);
      const split = byName.get(parent);
      if (split?.kind === 'foreach' || split?.kind === 'parallel') return parent;
      parent = split?.parent;
    }
    return undefined;
  };
  const bodies = new Map<string, string[]>();
  for (const node of nodes) {
    const split = chosen.has(node.name) ? undefined : owner(node);
    if (split !== undefined) bodies.set(split, [...(bodies.get(split) ?? []), node.name]);
  }
  return bodies;
}
