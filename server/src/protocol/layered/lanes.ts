import { newBend } from './rows';
import { link, number, type Rows, type Track, type Vertex } from './vertex';

type Back = Extract<Track, { kind: 'back' }>;

/**
 * Gives edges that lead back a bend beside each of their two nodes, so that they leave and arrive at the side. Done once
 * the rows are ordered: the bends stand next to the nodes, on the side where fewer other edges are in the way,
 * the shortest nearest.
 */
export function addLanes(rows: Rows, tracks: readonly Track[]): void {
  const backs = tracks.filter((track) => track.kind === 'back').sort((a, b) => span(b) - span(a));
  for (const track of backs) {
    const side = freerSide(track);
    const first = newBend(track.upper.rank);
    const last = newBend(track.lower.rank, Math.max(4, track.arc.labelWidth / 2));
    insert(rows, first, track.upper, side);
    insert(rows, last, track.lower, side);
    unlink(track.upper, track.chain[0] ?? track.lower);
    if (track.chain.length > 0) unlink(track.chain.at(-1) ?? track.upper, track.lower);
    link(first, track.chain[0] ?? last);
    if (track.chain.length > 0) link(track.chain.at(-1) ?? first, last);
    track.chain.unshift(first);
    track.chain.push(last);
  }
  number(rows);
  for (const row of rows) {
    for (const vertex of row) {
      vertex.up.sort((a, b) => a.order - b.order);
      vertex.down.sort((a, b) => a.order - b.order);
    }
  }
}

function span({ upper, lower }: Back): number {
  return lower.rank - upper.rank;
}

function freerSide({ upper, lower, chain }: Back): 'left' | 'right' {
  const below = chain[0] ?? lower;
  const above = chain.at(-1) ?? upper;
  let balance = 0;
  for (const vertex of upper.down) balance += Math.sign(vertex.order - below.order);
  for (const vertex of lower.up) balance += Math.sign(vertex.order - above.order);
  return balance > 0 ? 'left' : 'right';
}

function insert(rows: Rows, bend: Vertex, beside: Vertex, side: 'left' | 'right'): void {
  const row = rows[beside.rank];
  row?.splice(row.indexOf(beside) + (side === 'right' ? 1 : 0), 0, bend);
}

function unlink(upper: Vertex, lower: Vertex): void {
  upper.down.splice(upper.down.indexOf(lower), 1);
  lower.up.splice(lower.up.indexOf(upper), 1);
}
