/** What stands below a node, asked of the server. No VS Code. */
import type { RequestDefinition } from '../../../../server/src/protocol/request';
import {
  artifactsRequest,
  rootsRequest,
  runsRequest,
  stepsRequest,
  storeFlowsRequest,
  tasksRequest,
} from '../../../../server/src/protocol/store';
import type { Node } from './nodes';

export type Ask = <P, R>(definition: RequestDefinition<P, R>, params: P) => Promise<R>;

export interface Top {
  /** All datastores that were found, also empty ones: they are watched. */
  readonly roots: readonly string[];
  /** Datastores; their flows where only one has flows. */
  readonly nodes: readonly Node[];
}

export async function loadTop(ask: Ask, folders: readonly string[]): Promise<Top> {
  const roots = await ask(rootsRequest, { folders });
  const levels = await Promise.all(roots.map(async (root) => ({ root, flows: await flowsOf(ask, root) })));
  const [first, ...others] = levels.filter(({ flows }) => flows.length > 0);
  if (first === undefined) return { roots, nodes: [] };
  if (others.length === 0) return { roots, nodes: first.flows };
  return { roots, nodes: [first, ...others].map(({ root }): Node => ({ kind: 'root', root })) };
}

/** `limit` is how many runs of a flow are listed. */
export async function loadBelow(ask: Ask, node: Node, limit: number): Promise<readonly Node[]> {
  switch (node.kind) {
    case 'root':
      return flowsOf(ask, node.root);
    case 'flow': {
      const { root, flow } = node.flow;
      const runs = await ask(runsRequest, { root, flow, limit });
      const nodes = runs.map((run): Node => ({ kind: 'run', run }));
      if (runs.length >= limit && node.flow.runs > runs.length) nodes.push({ kind: 'more', flow: node.flow });
      return orNote(nodes, 'This flow has no runs any more.');
    }
    case 'run': {
      const { root, flow, run } = node.run;
      const steps = await ask(stepsRequest, { root, flow, run });
      return orNote(
        steps.map((step): Node => ({ kind: 'step', step })),
        'No step has started yet.',
      );
    }
    case 'step': {
      const { root, flow, run, step } = node.step;
      const tasks = await ask(tasksRequest, { root, flow, run, step });
      return orNote(
        tasks.map((task): Node => ({ kind: 'task', task })),
        'No task has started yet.',
      );
    }
    case 'task': {
      const { root, flow, run, step, task, attempt } = node.task;
      const artifacts = await ask(artifactsRequest, { root, flow, run, step, task, attempt });
      const shown = artifacts.filter((artifact) => !artifact.internal);
      return [
        { kind: 'log', task: node.task },
        ...orNote(
          shown.map((artifact): Node => ({ kind: 'artifact', artifact })),
          'No artifacts.',
        ),
      ];
    }
    case 'log':
    case 'artifact':
    case 'more':
    case 'note':
      return [];
  }
}

async function flowsOf(ask: Ask, root: string): Promise<readonly Node[]> {
  const flows = await ask(storeFlowsRequest, { root });
  return flows.map((flow): Node => ({ kind: 'flow', flow }));
}

function orNote(nodes: readonly Node[], text: string): readonly Node[] {
  return nodes.length > 0 ? nodes : [{ kind: 'note', text, problem: false }];
}
