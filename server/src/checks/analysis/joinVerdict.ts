import type { FlowGraph, GraphNode } from '../../flow/model';
import type { OpenSplit } from './openSplits';

/** What is wrong with a join, seen from one split that it closes. */
export interface JoinFault {
  readonly kind: 'direct' | 'missing' | 'foreign' | 'duplicate' | 'lineage';
  /** Branches that do not lead to the join, or the splits that lead there directly. */
  readonly missing: readonly string[];
  /** Predecessors that belong to no branch of the split. */
  readonly foreign: readonly { readonly step: string; readonly branch: string }[];
}

/** Which steps a verdict can not be based upon. */
export interface Doubts {
  /** Whether it is a guess where the step, or what it leads to, goes. */
  leaks(name: string): boolean;
  /** Whether the step was reached by a guess. */
  isTainted(name: string): boolean;
}

/**
 * Judges a join as Metaflow does (metaflow/lint.py: check_split_join_balance, 2.19.38), which looks at the branches
 * that its predecessors were last seen on. Undefined: it closes the split rightly. `doubtful`: it does not, but that
 * may be the consequence of another mistake.
 */
export function judgeJoin(
  join: GraphNode,
  open: OpenSplit,
  graph: FlowGraph,
  doubts: Doubts,
): JoinFault | 'doubtful' | undefined {
  const { name } = join.step;
  const before = join.in.flatMap((from) => graph.nodes.get(from) ?? []);
  const roots = new Set(open.roots);
  const branches = new Set(before.map((node) => node.splitBranches.at(-1)));
  const missing = [...roots].filter((root) => !branches.has(root));
  const foreign = before
    .map((node) => ({
      step: node.step.name,
      branch: node.splitBranches.at(-1) ?? node.step.name,
      own: node.splitBranches.at(-1),
    }))
    .filter(({ own }) => own === undefined || !roots.has(own))
    .map(({ step, branch }) => ({ step, branch }));
  if (missing.length > 0 || foreign.length > 0) {
    const direct = before.filter(
      (node) => (node.type === 'split' || node.type === 'foreach') && node.out.includes(name),
    );
    if (direct.length > 0)
      return { kind: 'direct', missing: direct.map((node) => node.step.name), foreign: [] };
    const certain = {
      missing: missing.filter((root) => !doubts.leaks(root)),
      foreign: foreign.filter(({ step }) => !doubts.isTainted(step)),
    };
    if (certain.foreign.length > 0) return { kind: 'foreign', ...certain };
    return certain.missing.length > 0 ? { kind: 'missing', ...certain } : 'doubtful';
  }
  if (roots.size < open.roots.length) {
    const twice = open.roots.filter((root, i) => open.roots.indexOf(root) < i);
    return { kind: 'duplicate', missing: twice, foreign: [] };
  }
  const lineages = new Set(before.map((node) => JSON.stringify(lineage(node))));
  if (lineages.size < 2) return undefined;
  return before.some((node) => doubts.isTainted(node.step.name))
    ? 'doubtful'
    : { kind: 'lineage', missing: [], foreign: [] };
}

/** The splits that a step belongs to once it is done. */
function lineage(node: GraphNode): readonly string[] {
  return node.type === 'join' ? node.splitParents.slice(0, -1) : node.splitParents;
}
