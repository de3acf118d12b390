/** Orders the vertices within their rows so that few edges cross; rows that cross nothing stay as they are. */
import { number, type Rows, type Vertex } from './vertex';

/** Beyond this many vertices few sweeps are made: each costs about as much as the rest of the layout. */
const manyVertices = 10_000;

/** Sorts by the mean of the neighbours, down and up in turn; ties keep the order. Keeps the best order seen. */
export function orderRows(rows: Rows): void {
  number(rows);
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  const size = rows.reduce((sum, row) => sum + row.length, 0);
  const sweeps = size > manyVertices ? 4 : 12;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : [...rows].reverse()) sortRow(row, down);
    const now = crossings(rows);
    if (now < fewest) {
      fewest = now;
      best = rows.map((row) => [...row]);
    }
  }
  for (const [index, row] of best.entries()) rows[index] = row;
  number(rows);
}

function sortRow(row: Vertex[], byUpper: boolean): void {
  const keys = new Map(row.map((vertex) => [vertex, mean(vertex, byUpper ? vertex.up : vertex.down)]));
  row.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || a.order - b.order);
  for (const [index, vertex] of row.entries()) vertex.order = index;
}

function mean(vertex: Vertex, neighbours: readonly Vertex[]): number {
  if (neighbours.length === 0) return vertex.order;
  return neighbours.reduce((sum, neighbour) => sum + neighbour.order, 0) / neighbours.length;
}

/** How many pairs of edges cross between neighbouring rows. */
export function crossings(rows: Rows): number {
  let count = 0;
  for (const row of rows) {
    const ends: number[] = [];
    let width = 0;
    for (const vertex of row) {
      const below = vertex.down.map((next) => next.order).sort((a, b) => a - b);
      for (const order of below) {
        ends.push(order);
        width = Math.max(width, order + 1);
      }
    }
    count += inversions(ends, width);
  }
  return count;
}

/** Pairs out of order among numbers below `width`, with a Fenwick tree. */
function inversions(values: readonly number[], width: number): number {
  const tree = new Int32Array(width + 1);
  let count = 0;
  for (const [seen, value] of values.entries()) {
    let notLarger = 0;
    for (let i = value + 1; i > 0; i -= i & -i) notLarger += tree[i] ?? 0;
    count += seen - notLarger;
    for (let i = value + 1; i <= width; i += i & -i) tree[i] = (tree[i] ?? 0) + 1;
  }
  return count;
}
