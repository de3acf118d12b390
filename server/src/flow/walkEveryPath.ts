/** Metaflow's own traversal, path by path: exact for every graph, exponential in the splits, and so bounded. */
import {
  alongEdge,
  type LastVisits,
  type LinkedStep,
  type LinkedSteps,
  passThrough,
  type Visit,
} from './lastVisits';

/** All that the traversal finds out, or undefined where it takes more than `limit` visits. */
export function walkEveryPath(
  steps: LinkedSteps,
  start: string,
  limit: number,
): (Omit<LastVisits, 'cyclic'> & { readonly matchingJoin: ReadonlyMap<string, string> }) | undefined {
  const visits = new Map<string, Visit>();
  const incoming = new Map<string, Set<string>>();
  const matchingJoin = new Map<string, string>();
  const order = new Set<string>();
  const onPath = new Set<string>();
  let left = limit;

  const visit = (step: LinkedStep, reached: Visit): boolean => {
    if (left-- === 0) return false;
    order.delete(step.name);
    order.add(step.name);
    const split = reached.parents.at(-1);
    if (step.type === 'join' && split !== undefined) matchingJoin.set(split, step.name);
    const { kept, passed } = passThrough(step, reached);
    if (kept) visits.set(step.name, kept);
    for (const target of step.out) {
      const next = steps.get(target);
      if (next === undefined || onPath.has(target)) continue;
      incoming.set(target, (incoming.get(target) ?? new Set()).add(step.name));
      onPath.add(target);
      const within = visit(next, alongEdge(step, passed, target));
      onPath.delete(target);
      if (!within) return false;
    }
    return true;
  };

  const first = steps.get(start);
  if (!first || !visit(first, { parents: [], branches: [] })) return undefined;
  return { visits, incoming, order: [...order], matchingJoin };
}
