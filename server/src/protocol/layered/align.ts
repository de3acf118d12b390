import type { Conflicts } from './conflicts';
import type { Rows, Vertex } from './vertex';

/** The first vertex of the block that a vertex stands in: all of a block get one x. */
export type Blocks = ReadonlyMap<Vertex, Vertex>;

/** Joins each vertex to a median neighbour in the row it looks to, unless that would cross another joint. */
export function alignInBlocks(
  rows: Rows,
  towards: 'up' | 'down',
  side: 'left' | 'right',
  conflicts: Conflicts,
): Blocks {
  const roots = new Map<Vertex, Vertex>();
  for (const row of towards === 'up' ? rows : [...rows].reverse()) {
    let limit = Number.NEGATIVE_INFINITY;
    for (const vertex of side === 'left' ? row : [...row].reverse()) {
      roots.set(vertex, vertex);
      for (const neighbour of medians(towards === 'up' ? vertex.up : vertex.down, side)) {
        const order = side === 'left' ? neighbour.order : -neighbour.order;
        const [upper, lower] = towards === 'up' ? [neighbour, vertex] : [vertex, neighbour];
        if (order <= limit || conflicts.get(lower)?.has(upper)) continue;
        roots.set(vertex, roots.get(neighbour) ?? neighbour);
        limit = order;
        break;
      }
    }
  }
  return roots;
}

/** The middle one, or the two middle ones, that of `side` first. Neighbours are sorted. */
function medians(neighbours: readonly Vertex[], side: 'left' | 'right'): readonly Vertex[] {
  const middle = (neighbours.length - 1) / 2;
  const low = neighbours[Math.floor(middle)];
  const high = neighbours[Math.ceil(middle)];
  if (low === undefined || high === undefined) return [];
  if (low === high) return [low];
  return side === 'left' ? [low, high] : [high, low];
}
