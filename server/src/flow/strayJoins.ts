/**
 * A join that is visited without an open split keeps what an earlier visit with one left there (metaflow/graph.py:
 * traverse, 2.19.38). This finds the last such earlier visit: the first one of a search in reversed order that tells
 * steps apart by the number of open splits.
 */
import { alongEdge, type LinkedSteps, passThrough, type Visit } from './lastVisits';

/** Most (step, number of open splits) pairs that are looked at; such a flow is wrong in any case. */
const LIMIT = 200_000;

/** What the joins of `wanted` keep, where some visit finds an open split. Only for flows without loops. */
export function earlierVisits(
  steps: LinkedSteps,
  start: string,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Visit> {
  const found = new Map<string, Visit>();
  const entered = new Map<string, Set<number>>();
  const stack: { readonly name: string; readonly reached: Visit }[] = [
    { name: start, reached: { parents: [], branches: [] } },
  ];
  let left = LIMIT;
  for (let at = stack.pop(); at !== undefined && left > 0 && found.size < wanted.size; at = stack.pop()) {
    const { name, reached } = at;
    const step = steps.get(name);
    const open = reached.parents.length;
    const known = entered.get(name) ?? new Set();
    if (!step || known.has(open)) continue;
    entered.set(name, known.add(open));
    left--;
    const { kept, passed } = passThrough(step, reached);
    if (kept && wanted.has(name) && !found.has(name)) found.set(name, kept);
    // The last target is on top of the stack, and so the first to be entered.
    for (const target of step.out) {
      if (target !== name) stack.push({ name: target, reached: alongEdge(step, passed, target) });
    }
  }
  return found;
}
