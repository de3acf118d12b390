/** A flow as boxes and arrows: what the formats for people to look at have in common. */
import type { Flow, GraphNode, Transition } from '../model';

export type BoxKind =
  | 'start'
  | 'linear'
  | 'split'
  | 'foreach'
  | 'parallel'
  | 'switch'
  | 'join'
  | 'end'
  | 'unknown'
  | 'missing';

export interface Box {
  readonly name: string;
  readonly kind: BoxKind;
  /** Second line, empty where the name says it all. */
  readonly note: string;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Switch cases, or what a foreach goes over; may be empty. */
  readonly label: string;
}

export interface Picture {
  readonly flow: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** The picture of a flow: reached steps first, in the order of the graph; unknown targets are boxes too. */
export function pictureOf({ flow, graph }: Flow): Picture {
  const reached = new Set(graph.order);
  const names = [...graph.order, ...[...graph.nodes.keys()].filter((name) => !reached.has(name))];
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const missing = new Set<string>();
  for (const name of names) {
    const node = graph.nodes.get(name);
    if (!node) continue;
    const kind = kindOf(node);
    boxes.push({ name, kind, note: noteOf(kind, node.step.transition) });
    const labels = new Map<string, string[]>();
    for (const target of node.step.transition?.targets ?? []) {
      if (target.name === '') continue;
      labels.set(target.name, [...(labels.get(target.name) ?? []), target.caseKey ?? '']);
      if (!graph.nodes.has(target.name)) missing.add(target.name);
    }
    for (const [to, keys] of labels) arrows.push({ from: name, to, label: keys.filter(Boolean).join(', ') });
  }
  for (const name of missing) boxes.push({ name, kind: 'missing', note: 'no such step' });
  return { flow: flow.name, boxes, arrows };
}

function kindOf(node: GraphNode): BoxKind {
  switch (node.type) {
    case 'split-switch':
      return 'switch';
    case 'foreach':
      return node.step.transition?.numParallel ? 'parallel' : 'foreach';
    case null:
      return 'unknown';
    default:
      return node.type;
  }
}

function noteOf(kind: BoxKind, transition: Transition | undefined): string {
  switch (kind) {
    case 'foreach':
      return `foreach ${transition?.foreach?.value ?? ''}`.trimEnd();
    case 'parallel':
      return `num_parallel ${transition?.numParallel?.value ?? ''}`.trimEnd();
    case 'switch':
      return `switch ${transition?.condition?.value ?? ''}`.trimEnd();
    case 'split':
    case 'join':
      return kind;
    case 'start':
      return transition?.type === 'linear' ? '' : noteOf('unknown', transition);
    case 'unknown':
      return transition ? 'unsupported transition' : 'no transition';
    default:
      return '';
  }
}
