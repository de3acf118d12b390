/** Cycles and ranks, on plain adjacency lists. Iterative: a chain of thousands of nodes is no deep recursion. */

export interface Digraph {
  readonly ids: readonly string[];
  readonly successors: ReadonlyMap<string, readonly string[]>;
}

export function digraph(
  ids: readonly string[],
  arcs: readonly { readonly from: string; readonly to: string }[],
): Digraph {
  const successors = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of arcs) successors.get(from)?.push(to);
  return { ids, successors };
}

/** Nodes without predecessors first, else in the order given: where a walk over the whole graph begins. */
export function entryOrder(graph: Digraph): readonly string[] {
  const reached = new Set([...graph.successors.values()].flat());
  return [...graph.ids.filter((id) => !reached.has(id)), ...graph.ids.filter((id) => reached.has(id))];
}

/** Calls `back` for every arc that leads to a node from which the walk came: without these there is no cycle. */
export function findBackArcs(graph: Digraph, back: (from: string, to: string) => void): void {
  const state = new Map<string, 'open' | 'done'>();
  for (const root of entryOrder(graph)) {
    if (state.has(root)) continue;
    const stack = [{ id: root, rest: iterate(graph, root) }];
    state.set(root, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.next();
      if (next.done) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(next.value) === 'open') back(top.id, next.value);
      else if (!state.has(next.value)) {
        state.set(next.value, 'open');
        stack.push({ id: next.value, rest: iterate(graph, next.value) });
      }
    }
  }
}

function iterate(graph: Digraph, id: string): Iterator<string, undefined> {
  return (graph.successors.get(id) ?? []).values();
}

/** Longest path from a source; a source itself stands one above its highest successor. The graph has no cycle. */
export function longestPathRanks(graph: Digraph): ReadonlyMap<string, number> {
  const waiting = new Map<string, number>(graph.ids.map((id) => [id, 0]));
  for (const next of graph.successors.values()) {
    for (const id of next) waiting.set(id, (waiting.get(id) ?? 0) + 1);
  }
  const ranks = new Map<string, number>(graph.ids.map((id) => [id, 0]));
  const sources = graph.ids.filter((id) => waiting.get(id) === 0);
  const queue = [...sources];
  for (const id of queue) {
    const below = (ranks.get(id) ?? 0) + 1;
    for (const next of graph.successors.get(id) ?? []) {
      ranks.set(next, Math.max(ranks.get(next) ?? 0, below));
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) queue.push(next);
    }
  }
  for (const id of sources) {
    const next = graph.successors.get(id) ?? [];
    if (next.length === 0) continue;
    ranks.set(id, next.reduce((low, n) => Math.min(low, ranks.get(n) ?? 0), Number.POSITIVE_INFINITY) - 1);
  }
  return ranks;
}
