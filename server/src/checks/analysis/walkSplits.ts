import type { FlowGraph, GraphNode } from '../../flow/model';
import { type JoinFault, judgeJoin } from './joinVerdict';
import { eachOpen, idOf, type OpenSplit, OpenSplitLists, type OpenSplits } from './openSplits';
import type { Repaired } from './repaired';

/** A place where splits and joins do not match, in the order in which Metaflow would come upon them. */
export type Mismatch =
  | { readonly kind: 'no-split'; readonly step: string }
  | { readonly kind: 'unjoined'; readonly step: string; readonly open: OpenSplit }
  | { readonly kind: 'join'; readonly step: string; readonly open: OpenSplit; readonly fault: JoinFault };

export interface SplitWalk {
  readonly mismatches: readonly Mismatch[];
  /** Splits that some join tries to close. */
  readonly joined: ReadonlySet<string>;
}

/** A step with more different lists of open splits has a mistake that the first few of them show as well. */
const mostListsPerStep = 4;

/**
 * Follows all paths from the start with the splits that are open on them. Each step is walked once per list of open
 * splits, of which a correct flow has one per step: linear, where Metaflow takes exponential time.
 */
export function walkSplits({ graph, guessed }: Repaired): SplitWalk {
  const mismatches: Mismatch[] = [];
  const joined = new Set<string>();
  const { start } = graph;
  if (start === undefined || start === graph.end) return { mismatches, joined };
  const lists = new OpenSplitLists();
  const doubts = doubtsOf(graph, guessed);
  const seen = new Map<string, Set<string | number>>();

  /** What is open behind the step. */
  const pass = (node: GraphNode, open: OpenSplits): OpenSplits => {
    const { name } = node.step;
    const behind = guessed.has(name) ? 'unknown' : open;
    switch (node.type) {
      case 'split':
      case 'foreach':
        return lists.push(behind, name, node.out, guessed.has(name));
      case 'end':
        for (const split of eachOpen(open)) {
          if (!split.isGuess) mismatches.push({ kind: 'unjoined', step: name, open: split });
        }
        return behind;
      case 'join':
        return guessed.has(name) ? 'unknown' : close(node, open);
      default:
        return behind;
    }
  };
  const close = (node: GraphNode, open: OpenSplits): OpenSplits => {
    if (open === 'unknown') return 'unknown';
    const step = node.step.name;
    if (open === 'none') {
      mismatches.push({ kind: 'no-split', step });
      return 'none';
    }
    joined.add(open.split);
    if (open.isGuess) return open.outer;
    const fault = judgeJoin(node, open, graph, doubts);
    if (fault === undefined) return open.outer;
    if (fault !== 'doubtful') mismatches.push({ kind: 'join', step, open, fault });
    return 'unknown';
  };

  const enter = (name: string, open: OpenSplits): Frame | undefined => {
    const node = graph.nodes.get(name);
    if (node === undefined) return undefined;
    const lists = seen.get(name) ?? new Set();
    if (lists.has(idOf(open)) || lists.size >= mostListsPerStep) return undefined;
    seen.set(name, lists.add(idOf(open)));
    const targets = node.type === 'end' ? [] : node.out.filter((target) => target !== name);
    return { targets, open: pass(node, open), next: 0 };
  };
  const first = enter(start, 'none');
  const path = first === undefined ? [] : [first];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = top.targets[top.next++];
    const next = target === undefined ? undefined : enter(target, top.open);
    if (target === undefined) path.pop();
    else if (next !== undefined) path.push(next);
  }
  return { mismatches, joined };
}

interface Frame {
  readonly targets: readonly string[];
  readonly open: OpenSplits;
  next: number;
}

function doubtsOf(graph: FlowGraph, guessed: ReadonlySet<string>) {
  const unsure = [...graph.nodes.values()]
    .filter((node) => guessed.has(node.step.name) || node.out.some((target) => !graph.nodes.has(target)))
    .map((node) => node.step.name);
  const before = new Map<string, string[]>();
  for (const [name, node] of graph.nodes) {
    for (const target of node.out) {
      const known = before.get(target);
      if (known === undefined) before.set(target, [name]);
      else known.push(name);
    }
  }
  const leaking = spread(unsure, (name) => before.get(name));
  const tainted = spread(
    unsure.flatMap((name) => graph.nodes.get(name)?.out ?? []),
    (name) => graph.nodes.get(name)?.out,
  );
  return {
    leaks: (name: string) => leaking.has(name) || !graph.nodes.has(name),
    isTainted: (name: string) => tainted.has(name),
  };
}

function spread(
  names: readonly string[],
  next: (name: string) => readonly string[] | undefined,
): ReadonlySet<string> {
  const reached = new Set(names);
  for (const name of reached) for (const other of next(name) ?? []) reached.add(other);
  return reached;
}
