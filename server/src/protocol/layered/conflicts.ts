import type { Rows, Vertex } from './vertex';

/** Per lower vertex the upper ones that it must not be aligned with. */
export type Conflicts = ReadonlyMap<Vertex, ReadonlySet<Vertex>>;

/** Edges that cross the inside of a long edge: the long one stays straight. */
export function findConflicts(rows: Rows): Conflicts {
  const found = new Map<Vertex, Set<Vertex>>();
  for (const [index, row] of rows.entries()) {
    const above = rows[index - 1];
    if (above === undefined) continue;
    let first = 0;
    let scanned = 0;
    for (const [position, vertex] of row.entries()) {
      const inner = vertex.isBend ? vertex.up.find((upper) => upper.isBend) : undefined;
      if (inner === undefined && position < row.length - 1) continue;
      const last = inner === undefined ? above.length - 1 : inner.order;
      for (const lower of row.slice(scanned, position + 1)) {
        for (const upper of lower.up) {
          if (upper.order >= first && upper.order <= last) continue;
          const set = found.get(lower) ?? new Set();
          found.set(lower, set.add(upper));
        }
      }
      scanned = position + 1;
      first = last;
    }
  }
  return found;
}
