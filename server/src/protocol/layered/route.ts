/** Vertical places of the rows, and the points of each edge: sideways only between rows, so never through a node. */
import type { Arc } from './components';
import { loopRoom } from './rows';
import type { Rows, Track, Vertex } from './vertex';

/** An edge arrives straight over this length, so that its arrow head points at the node. */
const tipRoom = 9;

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Route {
  readonly arc: Arc;
  readonly points: readonly Point[];
  readonly label: Point;
  readonly back: boolean;
}
/** The vertical band of a row. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** Bands from 0 downwards; the gap below a row grows with the longest way that an edge goes sideways there. */
export function bandsOf(rows: Rows, rankGap: number): readonly Band[] {
  const bands: Band[] = [];
  let top = 0;
  for (const row of rows) {
    let height = 0;
    let aside = 0;
    for (const vertex of row) {
      height = Math.max(height, vertex.height);
      for (const next of vertex.down) aside = Math.max(aside, Math.abs(next.x - vertex.x));
    }
    bands.push({ top, bottom: top + height });
    top += height + rankGap + Math.min(rankGap, aside * 0.06);
  }
  return bands;
}

/** Routes of all tracks; `edge` is the right border of the nodes. */
export function routeAll(tracks: readonly Track[], bands: readonly Band[], edge: number): readonly Route[] {
  let lane = edge;
  return tracks.map((track) => {
    if (track.kind === 'outside') lane += 6;
    return route(track, bands, lane);
  });
}

function route(track: Track, bands: readonly Band[], lane: number): Route {
  const { arc } = track;
  switch (track.kind) {
    case 'forward':
      return { arc, back: false, ...forward(track.chain, bands) };
    case 'back':
      return { arc, back: true, ...backward(track.upper, track.lower, track.chain, bands) };
    case 'loop':
      return { arc, back: true, ...loop(track.node, arc, bands) };
    case 'outside':
      return { arc, back: track.from.rank > track.to.rank, ...outside(track.from, track.to, lane, bands) };
  }
}

function band(vertex: Vertex, bands: readonly Band[]): Band {
  return bands[vertex.rank] ?? { top: 0, bottom: 0 };
}

/** The vertical centre of a vertex. */
export function centreY(vertex: Vertex, bands: readonly Band[]): number {
  const { top, bottom } = band(vertex, bands);
  return (top + bottom) / 2;
}

type Drawn = Pick<Route, 'points' | 'label'>;

function forward(chain: readonly Vertex[], bands: readonly Band[]): Drawn {
  const points: Point[] = [];
  for (const [index, vertex] of chain.entries()) {
    const { top, bottom } = band(vertex, bands);
    const y = (top + bottom) / 2;
    const half = vertex.height / 2;
    if (index > 0) points.push({ x: vertex.x, y: vertex.isBend ? top : top - tipRoom });
    if (index > 0 && !vertex.isBend) points.push({ x: vertex.x, y: y - half });
    if (index < chain.length - 1 && !vertex.isBend) points.push({ x: vertex.x, y: y + half });
    if (index < chain.length - 1) points.push({ x: vertex.x, y: bottom });
  }
  const [first, second] = chain;
  const gapTop = first === undefined ? 0 : band(first, bands).bottom;
  const gapBottom = second === undefined ? 0 : band(second, bands).top;
  return {
    points: withoutRepeats(points),
    label: { x: second?.x ?? 0, y: gapTop + (gapBottom - gapTop) * 0.62 },
  };
}

function backward(upper: Vertex, lower: Vertex, chain: readonly Vertex[], bands: readonly Band[]): Drawn {
  const points: Point[] = [];
  const first = chain[0] ?? upper;
  const last = chain.at(-1) ?? lower;
  const upperY = centreY(upper, bands);
  const lowerY = centreY(lower, bands);
  const border = (node: Vertex, bend: Vertex) =>
    bend.x > node.x ? node.x + node.right : node.x - node.right;
  points.push({ x: border(lower, last), y: lowerY }, { x: last.x, y: lowerY });
  for (const bend of [...chain].reverse()) {
    const { top, bottom } = band(bend, bands);
    if (bend !== last) points.push({ x: bend.x, y: bottom });
    if (bend !== first) points.push({ x: bend.x, y: top });
  }
  points.push({ x: first.x, y: upperY }, { x: border(upper, first), y: upperY });
  const above = chain.at(-2) ?? upper;
  const gapTop = band(above, bands).bottom;
  return {
    points: withoutRepeats(points),
    label: { x: last.x, y: (gapTop + band(last, bands).top) / 2 },
  };
}

/** To the left: lanes of edges that lead back are to the right where they can be. */
function loop(node: Vertex, arc: Arc, bands: readonly Band[]): Drawn {
  const y = centreY(node, bands);
  const border = node.x - node.right;
  const out = border - loopRoom * 0.8;
  const half = Math.min(node.height / 4, 16);
  return {
    points: [
      { x: border, y: y + half },
      { x: out, y: y + half },
      { x: out, y: y - half },
      { x: border, y: y - half },
    ],
    label: { x: border - loopRoom - arc.labelWidth / 2, y },
  };
}

function outside(from: Vertex, to: Vertex, lane: number, bands: readonly Band[]): Drawn {
  const down = from.rank < to.rank ? 1 : -1;
  const leave = (down > 0 ? band(from, bands).bottom : band(from, bands).top) + 10 * down;
  const arrive = (down > 0 ? band(to, bands).top : band(to, bands).bottom) - 10 * down;
  const points = [
    { x: from.x, y: centreY(from, bands) + (from.height / 2) * down },
    { x: from.x, y: leave },
    { x: lane, y: leave },
    { x: lane, y: arrive },
    { x: to.x, y: arrive },
    { x: to.x, y: centreY(to, bands) - (to.height / 2) * down },
  ];
  return { points, label: { x: lane, y: (leave + arrive) / 2 } };
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter(({ x, y }, i) => {
    const before = points[i - 1];
    return before === undefined || Math.hypot(before.x - x, before.y - y) > 1e-6;
  });
}
