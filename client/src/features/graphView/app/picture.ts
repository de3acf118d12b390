/** What is drawn of a graph: cards and lines, with everything said in words. Pure. */
import type { GraphData, GraphEdge, GraphNode, StepKind } from '../../../../../server/src/protocol/graph';
import { kindWords, stepTooltip } from './words';

export interface Card {
  readonly node: GraphNode;
  /** Edges that leave it. */
  readonly out: readonly GraphEdge[];
  readonly icon: string;
  readonly chips: readonly string[];
  /** Line below the name: what a foreach goes over. */
  readonly detail?: string;
  readonly tooltip: string;
  readonly mark?: 'error' | 'warning';
}
export interface Line {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly kind: GraphEdge['kind'];
  readonly wrong: boolean;
}
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly step?: string;
}
export interface Picture {
  readonly cards: readonly Card[];
  readonly lines: readonly Line[];
  readonly problems: readonly Problem[];
}

/** Codicons per kind of step. */
const icons: Readonly<Record<StepKind, string>> = {
  start: 'play',
  linear: 'circle-small-filled',
  join: 'git-merge',
  split: 'repo-forked',
  foreach: 'layers',
  parallel: 'server-process',
  switch: 'question',
  end: 'stop-circle',
  unknown: 'circle-slash',
};
const chipLimit = 3;

export function pictureOf(graph: GraphData): Picture {
  const out = new Map<string, GraphEdge[]>(graph.nodes.map((node) => [node.name, []]));
  for (const edge of graph.edges) out.get(edge.from)?.push(edge);
  const cards = graph.nodes.map((node) => card(node, graph, out.get(node.name) ?? []));
  const ofSteps = graph.nodes.flatMap((node) =>
    node.problems.map(({ severity, message }): Problem => ({ severity, message, step: node.name })),
  );
  return { cards, lines: linesOf(graph.edges), problems: [...graph.problems, ...ofSteps] };
}

function card(node: GraphNode, graph: GraphData, out: readonly GraphEdge[]): Card {
  const shown = node.decorators.slice(0, chipLimit).map((name) => `@${name}`);
  const more = node.decorators.length - shown.length;
  const severities = new Set(node.problems.map(({ severity }) => severity));
  const mark =
    node.missing || severities.has('error') ? 'error' : severities.has('warning') ? 'warning' : undefined;
  const detail = node.kind === 'foreach' ? kindWords(node, out) : undefined;
  return {
    node,
    out,
    icon: node.missing ? 'error' : roleIcon(node, graph),
    chips: more > 0 ? [...shown, `+${more}`] : shown,
    tooltip: stepTooltip(node, out),
    ...(detail === undefined ? {} : { detail }),
    ...(mark === undefined ? {} : { mark }),
  };
}

/** A start or end that also splits is told by what it does. */
function roleIcon(node: GraphNode, graph: GraphData): string {
  if (node.kind === 'linear' && node.name === graph.start) return icons.start;
  return icons[node.kind];
}

/** One line per pair of steps, with the labels of all its edges. */
function linesOf(edges: readonly GraphEdge[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { from, to, label, kind, wrong } of edges) {
    const key = JSON.stringify([from, to]);
    const known = lines.get(key);
    const labels = [known?.label, kind === 'foreach' ? undefined : label].filter(
      (text) => text !== undefined,
    );
    lines.set(key, {
      key,
      from,
      to,
      kind: known?.kind ?? kind,
      wrong: wrong || known?.wrong === true,
      ...(labels.length > 0 ? { label: labels.join(', ') } : {}),
    });
  }
  return [...lines.values()];
}
