import type { Connection } from 'vscode-languageserver/node';
import type { Flow, GraphNode as FlowNode, Step, Transition } from '../flow/model';
import {
  type GraphData,
  type GraphEdge,
  type GraphNode,
  type GraphProblem,
  graphRequest,
  type StepKind,
} from '../protocol/graph';
import type { FlowDocument, Problem } from '../workspace/flowDocument';
import type { Workspace } from '../workspace/workspace';
import { loopEdges } from './loops';
import { onRequest } from './register';

export function registerGraph(connection: Connection, workspace: Workspace): void {
  onRequest(connection, graphRequest, ({ uri, flow: name }) => {
    const document = workspace.document(uri);
    const flow = document?.file.flows.find((candidate) => candidate.flow.name === name);
    return document === undefined || flow === undefined ? null : graphData(flow, document, workspace);
  });
}

/** The picture of a flow, mistakes included: what is missing, unreachable or wrong is there and marked. */
export function graphData(
  flow: Flow,
  document: FlowDocument,
  workspace: Pick<Workspace, 'lines'>,
): GraphData {
  const { graph } = flow;
  const steps = [...flow.flow.steps.values()];
  const problems = document.problems.filter((problem) => concerns(problem, flow));
  const reached = new Set(graph.order);
  const edges = graphEdges(steps);
  const missing = new Set(edges.map(({ to }) => to).filter((name) => !flow.flow.steps.has(name)));
  const order = [...graph.order, ...steps.map(({ name }) => name).filter((name) => !reached.has(name))];
  const nodes = order.flatMap((name): GraphNode[] => {
    const step = flow.flow.steps.get(name);
    if (step === undefined) return [];
    const node = graph.nodes.get(name);
    const lines = step.source === document.uri ? document.lines : workspace.lines(step.source);
    return [
      {
        name,
        kind: kindOf(node, step),
        doc: step.doc
          ?.split(/[\r\n]/)
          .map((line) => line.trim())
          .find((line) => line !== ''),
        decorators: step.decorators.map((decorator) => decorator.name),
        ...(lines && {
          location: { uri: step.source, range: lines.range(step.nameSpan), whole: lines.range(step.span) },
        }),
        missing: false,
        // Where no start is known there is nothing that could lead anywhere.
        unreachable: graph.start !== undefined && !reached.has(name),
        many: node?.isInsideForeach ?? false,
        parent: node && openSplit(node, flow),
        problems: problems.filter((problem) => problem.step?.name === name).map(graphProblem),
      },
    ];
  });
  for (const name of missing) nodes.push({ ...missingNode, name });
  return {
    flow: flow.flow.name,
    uri: document.uri,
    start: graph.start,
    end: graph.end,
    nodes,
    edges: markWrong(edges, steps, missing),
    problems: problems.filter((problem) => problem.step === undefined).map(graphProblem),
  };
}

const missingNode = {
  kind: 'unknown',
  decorators: [],
  missing: true,
  unreachable: false,
  many: false,
  problems: [],
} as const;

function kindOf(node: FlowNode | undefined, step: Step): StepKind {
  const type = node?.type;
  switch (type) {
    case 'split-switch':
      return 'switch';
    case 'foreach':
      return step.transition?.numParallel === undefined ? 'foreach' : 'parallel';
    case undefined:
    case null:
      return 'unknown';
    default:
      return type;
  }
}

/** A join counts its split among its parents although it closes it. */
function openSplit(node: FlowNode, flow: Flow): string | undefined {
  return node.splitParents.findLast((name) => flow.graph.nodes.get(name)?.matchingJoin !== node.step.name);
}

/** A mistake in an inherited step is found once, for the first flow that has the step. */
export function concerns({ flow: name, step }: Problem, { flow }: Flow): boolean {
  if (step === undefined) return name === flow.name;
  const own = flow.steps.get(step.name);
  return own?.source === step.source && own.nameSpan.start === step.nameSpan.start;
}

function graphProblem({ severity, code, message }: Problem): GraphProblem {
  return { severity, code, message };
}

/** One edge per pair of steps and switch case; a name that is not typed yet leads nowhere. */
function graphEdges(steps: readonly Step[]): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  for (const { name: from, transition } of steps)
    for (const { name: to, caseKey } of transition?.targets ?? []) {
      const key = JSON.stringify([from, to]);
      const known = edges.get(key);
      const label = edgeLabel(transition, caseKey);
      if (to === '' || (known !== undefined && label === undefined)) continue;
      const labels = [known?.label, label].filter((part) => part !== undefined);
      edges.set(key, {
        from,
        to,
        label: labels.length === 0 ? undefined : [...new Set(labels)].join(', '),
        kind: edgeKind(transition),
        wrong: transition?.invalid !== undefined,
      });
    }
  return [...edges.values()];
}

function edgeLabel(transition: Transition | undefined, caseKey: string | undefined): string | undefined {
  const count = transition?.numParallel?.value;
  return caseKey ?? transition?.foreach?.value ?? (count === undefined ? undefined : `× ${count}`);
}

function edgeKind(transition: Transition | undefined): GraphEdge['kind'] {
  if (transition?.type === 'split-switch') return 'case';
  if (transition?.numParallel !== undefined) return 'parallel';
  return transition?.type === 'foreach' ? 'foreach' : 'plain';
}

/** Only a switch may lead back, and only to itself (metaflow/lint.py check_for_acyclicity, 2.19.38). */
function markWrong(
  edges: readonly GraphEdge[],
  steps: readonly Step[],
  missing: ReadonlySet<string>,
): GraphEdge[] {
  const successors = new Map(steps.map(({ name }) => [name, [] as string[]]));
  for (const { from, to } of edges) successors.get(from)?.push(to);
  const inLoop = loopEdges(successors);
  return edges.map((edge) => {
    const recursion = edge.kind === 'case' && edge.from === edge.to;
    return {
      ...edge,
      wrong: edge.wrong || missing.has(edge.to) || (inLoop(edge.from, edge.to) && !recursion),
    };
  });
}
