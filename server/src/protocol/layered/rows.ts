/** Turns a part into rows of vertices: nodes at their ranks, bends where edges pass a row. */
import type { Arc, Box } from './components';
import { digraph, findBackArcs, longestPathRanks } from './rank';
import { link, type Rows, type Track, Vertex } from './vertex';

/** Beyond this many bends the longest edges are led around the picture: time and memory stay linear. */
const bendLimit = (nodes: number) => 1_000 + 3 * nodes;
/** Half the room of a bend without a label. */
const bendRoom = 4;
/** How far a loop stands out from its node. */
export const loopRoom = 22;

export interface Layered {
  readonly nodes: ReadonlyMap<string, Vertex>;
  readonly rows: Rows;
  readonly tracks: readonly Track[];
}

export function layer(boxes: readonly Box[], arcs: readonly Arc[]): Layered {
  const loops = new Map(arcs.filter(isLoop).map((arc) => [arc.from, arc]));
  const proper = arcs.filter((arc) => !isLoop(arc));
  const ids = boxes.map((box) => box.id);
  const back = new Set<Arc>();
  const byEnds = new Map(proper.map((arc) => [ends(arc.from, arc.to), arc]));
  findBackArcs(digraph(ids, proper), (from, to) => {
    const arc = byEnds.get(ends(from, to));
    if (arc !== undefined) back.add(arc);
  });
  const forward = proper.filter((arc) => !back.has(arc));
  const ranks = longestPathRanks(digraph(ids, forward));

  const nodes = new Map<string, Vertex>();
  for (const { id, width, height } of boxes) {
    const loop = loops.get(id);
    const extra = loop === undefined ? 0 : loopRoom + loop.labelWidth;
    const vertex = new Vertex(id, width / 2 + extra, width / 2, height);
    vertex.rank = ranks.get(id) ?? 0;
    nodes.set(id, vertex);
  }
  const tracks = trackAll(arcs, nodes, back);
  return { nodes, rows: initialRows([...nodes.values()]), tracks };
}

function trackAll(
  arcs: readonly Arc[],
  nodes: ReadonlyMap<string, Vertex>,
  back: ReadonlySet<Arc>,
): readonly Track[] {
  const found = arcs.flatMap((arc) => {
    const from = nodes.get(arc.from);
    const to = nodes.get(arc.to);
    return from === undefined || to === undefined ? [] : [{ arc, from, to }];
  });
  const outside = tooLong(found, bendLimit(nodes.size));
  return found.map((entry): Track => {
    const { arc, from, to } = entry;
    if (from === to) return { kind: 'loop', arc, node: from };
    if (outside.has(entry)) return { kind: 'outside', arc, from, to };
    if (back.has(arc)) {
      return { kind: 'back', arc, upper: to, lower: from, chain: bends(to, from, 0) };
    }
    return { kind: 'forward', arc, chain: [from, ...bends(from, to, arc.labelWidth), to] };
  });
}

/** The longest entries, so that the others need no more than `limit` bends. */
function tooLong<E extends { readonly from: Vertex; readonly to: Vertex }>(
  entries: readonly E[],
  limit: number,
): ReadonlySet<E> {
  const span = (entry: E) => Math.abs(entry.to.rank - entry.from.rank);
  let total = entries.reduce((sum, entry) => sum + Math.max(0, span(entry) - 1), 0);
  const outside = new Set<E>();
  if (total <= limit) return outside;
  for (const entry of [...entries].sort((a, b) => span(b) - span(a))) {
    if (total <= limit) break;
    outside.add(entry);
    total -= Math.max(0, span(entry) - 1);
  }
  return outside;
}

/** Links two vertices through a bend in each row between them; the label stands at the first one. */
function bends(upper: Vertex, lower: Vertex, labelWidth: number): Vertex[] {
  const chain: Vertex[] = [];
  let last = upper;
  for (let rank = upper.rank + 1; rank < lower.rank; rank++) {
    const room = chain.length === 0 ? Math.max(bendRoom, labelWidth / 2) : bendRoom;
    const bend = newBend(rank, room);
    link(last, bend);
    chain.push(bend);
    last = bend;
  }
  link(last, lower);
  return chain;
}

export function newBend(rank: number, room: number = bendRoom): Vertex {
  const bend = new Vertex(undefined, room, room, 0);
  bend.rank = rank;
  return bend;
}

/** Rows in the order of a walk that takes branches as they are written, which for nested branches has no crossing. */
function initialRows(nodes: readonly Vertex[]): Rows {
  const rows: Rows = [];
  const seen = new Set<Vertex>();
  const roots = [...nodes.filter((node) => node.up.length === 0), ...nodes];
  const stack = roots.reverse();
  for (let vertex = stack.pop(); vertex !== undefined; vertex = stack.pop()) {
    if (seen.has(vertex)) continue;
    seen.add(vertex);
    while (rows.length <= vertex.rank) rows.push([]);
    rows[vertex.rank]?.push(vertex);
    for (let i = vertex.down.length - 1; i >= 0; i--) {
      const next = vertex.down[i];
      if (next !== undefined) stack.push(next);
    }
  }
  return rows;
}

function isLoop(arc: Arc): boolean {
  return arc.from === arc.to;
}

function ends(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
