/** Answers the requests of protocol/store.ts; runs in the data worker. */
import { homedir } from 'node:os';
import { readStoredLog } from '../logs/storedLogs';
import type { RequestDefinition } from '../protocol/request';
import * as protocol from '../protocol/store';
import { openRepository } from '../store/open';
import { findRoots } from '../store/roots';
import type { RunInfo, RunRepository, TaskPlace } from '../store/runRepository';
import { artifactValue } from './artifactValue';
import { Parameters } from './parameters';

export type Handler = (params: unknown, signal: AbortSignal) => Promise<unknown>;

const maxRunsPerPage = 1000;

/** Repositories by root, kept for what they remember of runs that ended. */
export class Repositories {
  readonly #open = new Map<string, RunRepository>();

  get(root: string): RunRepository {
    const known = this.#open.get(root);
    if (known !== undefined) return known;
    const repository = openRepository(root);
    this.#open.set(root, repository);
    return repository;
  }
}

/** Handlers by method. */
export function storeRequests(repositories: Repositories): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>();
  /** Ties a handler to the types of its request. */
  const answer = <P, R>(
    definition: RequestDefinition<P, R>,
    handler: (params: Parameters, signal: AbortSignal) => Promise<R>,
  ) => {
    handlers.set(definition.method, (params, signal) => handler(new Parameters(params), signal));
  };

  answer(protocol.rootsRequest, (params) => findRoots(params.folders('folders'), process.env, homedir()));

  answer(protocol.storeFlowsRequest, async (params, signal) => {
    const root = params.folder('root');
    return (await repositories.get(root).flows(signal)).map((flow) => ({ root, ...flow }));
  });

  answer(protocol.runsRequest, async (params, signal) => {
    const ref = flowRef(params);
    const limit = Math.min(params.integer('limit', 1) ?? 50, maxRunsPerPage);
    const runs = await repositories.get(ref.root).runs(ref.flow, limit, params.number('before'), signal);
    return runs.map((run) => runSummary(ref, run));
  });

  answer(protocol.runRequest, async (params, signal) => {
    const { run, ...ref } = runRef(params);
    const found = await repositories.get(ref.root).run(ref.flow, run, signal);
    return found === undefined ? null : runSummary(ref, found);
  });

  answer(protocol.stepsRequest, async (params, signal) => {
    const ref = runRef(params);
    const steps = await repositories.get(ref.root).steps(ref.flow, ref.run, signal);
    return steps.map(({ order: _, ...step }) => ({ ...ref, ...step }));
  });

  answer(protocol.tasksRequest, async (params, signal) => {
    const ref = { ...runRef(params), step: params.name('step') };
    const tasks = await repositories.get(ref.root).tasks(ref.flow, ref.run, ref.step, signal);
    return tasks.map((task) => ({ ...ref, ...task }));
  });

  answer(protocol.artifactsRequest, async (params, signal) => {
    const ref = taskRef(params);
    const artifacts = await repositories.get(ref.root).artifacts(ref, signal);
    return artifacts
      .map(({ sha: _, ...row }) => ({ ...ref, ...row, internal: isInternal(row.name) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  });

  answer(protocol.artifactValueRequest, (params, signal) => {
    const ref = { ...taskRef(params), name: params.name('name') };
    return artifactValue(repositories.get(ref.root), ref, undefined, signal);
  });

  answer(protocol.taskLogRequest, (params, signal) => {
    const ref = taskRef(params);
    const stream = params.choice('stream', ['stdout', 'stderr']);
    return readStoredLog(repositories.get(ref.root).store, ref, stream, signal);
  });

  return handlers;
}

function flowRef(params: Parameters): protocol.FlowRef {
  return { root: params.folder('root'), flow: params.name('flow') };
}

function runRef(params: Parameters): protocol.RunRef {
  return { ...flowRef(params), run: params.name('run') };
}

function taskRef(params: Parameters): protocol.TaskRef & TaskPlace {
  const ref = { ...runRef(params), step: params.name('step'), task: params.name('task') };
  const attempt = params.integer('attempt', 0);
  return attempt === undefined ? ref : { ...ref, attempt };
}

function runSummary(ref: protocol.FlowRef, run: RunInfo): protocol.RunSummary {
  return { ...ref, ...run };
}

/** Metaflow's own bookkeeping; `name`, the flow's name, is in every task too (metaflow/flowspec.py, 2.19.38). */
function isInternal(artifact: string): boolean {
  return artifact.startsWith('_') || artifact === 'name';
}
