/**
 * Horizontal places: vertices are aligned with a median neighbour in four ways (up or down, leftmost or rightmost), each
 * way is packed, and the mean of the two middle results is taken. So chains are straight, long edges are straight, and
 * what is symmetric stays so. After Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment" (2001).
 */
import { alignInBlocks, type Blocks } from './align';
import { findConflicts } from './conflicts';
import type { Rows, Vertex } from './vertex';

export function placeRows(rows: Rows, nodeGap: number): void {
  const conflicts = findConflicts(rows);
  const results: { readonly side: 'left' | 'right'; readonly places: ReadonlyMap<Vertex, number> }[] = [];
  for (const towards of ['up', 'down'] as const) {
    for (const side of ['left', 'right'] as const) {
      const blocks = alignInBlocks(rows, towards, side, conflicts);
      results.push({ side, places: pack(rows, blocks, side, nodeGap) });
    }
  }
  const extents = results.map(({ places }) => extent(places));
  const narrowest = extents.reduce((a, b) => (b.right - b.left < a.right - a.left ? b : a));
  const shifts = results.map(({ side }, i) => {
    const own = extents[i] ?? narrowest;
    return side === 'left' ? narrowest.left - own.left : narrowest.right - own.right;
  });
  for (const vertex of rows.flat()) {
    const [, low = 0, high = 0] = results
      .map(({ places }, i) => (places.get(vertex) ?? 0) + (shifts[i] ?? 0))
      .sort((a, b) => a - b);
    vertex.x = (low + high) / 2;
  }
}

/** Distance that the centres of two neighbours keep. */
function separation(left: Vertex, right: Vertex, nodeGap: number): number {
  const gap = left.isBend && right.isBend ? nodeGap / 3 : left.isBend || right.isBend ? nodeGap / 2 : nodeGap;
  return left.right + gap + right.left;
}

interface Block {
  x: number;
  waiting: number;
  readonly next: { readonly block: Block; readonly distance: number }[];
}

/** Packs blocks to one side, then draws each towards its neighbour on the other side so that no needless gap stays. */
function pack(rows: Rows, blocks: Blocks, side: 'left' | 'right', nodeGap: number): Map<Vertex, number> {
  const byRoot = new Map<Vertex, Block>();
  const blockOf = (vertex: Vertex): Block => {
    const root = blocks.get(vertex) ?? vertex;
    const block = byRoot.get(root) ?? { x: 0, waiting: 0, next: [] };
    byRoot.set(root, block);
    return block;
  };
  for (const row of rows) {
    let before: Vertex | undefined;
    for (const vertex of side === 'left' ? row : [...row].reverse()) {
      const block = blockOf(vertex);
      if (before !== undefined) {
        const distance =
          side === 'left' ? separation(before, vertex, nodeGap) : separation(vertex, before, nodeGap);
        blockOf(before).next.push({ block, distance });
        block.waiting++;
      }
      before = vertex;
    }
  }
  const order = [...byRoot.values()].filter((block) => block.waiting === 0);
  for (const block of order) {
    for (const { block: next, distance } of block.next) {
      next.x = Math.max(next.x, block.x + distance);
      if (--next.waiting === 0) order.push(next);
    }
  }
  for (const block of order.reverse()) {
    let room = Number.POSITIVE_INFINITY;
    for (const { block: next, distance } of block.next) room = Math.min(room, next.x - distance);
    if (room !== Number.POSITIVE_INFINITY) block.x = Math.max(block.x, room);
  }
  const sign = side === 'left' ? 1 : -1;
  return new Map(rows.flat().map((vertex) => [vertex, sign * blockOf(vertex).x]));
}

function extent(places: ReadonlyMap<Vertex, number>): { left: number; right: number } {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const [vertex, x] of places) {
    left = Math.min(left, x - vertex.left);
    right = Math.max(right, x + vertex.right);
  }
  return { left, right };
}
