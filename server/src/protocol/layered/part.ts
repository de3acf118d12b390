/** Lays out one connected part. */
import type { Arc, Box } from './components';
import { addLanes } from './lanes';
import { orderRows } from './order';
import { placeRows } from './place';
import { bandsOf, centreY, type Point, type Route, routeAll } from './route';
import { layer } from './rows';

export interface PartLayout {
  readonly centres: ReadonlyMap<string, Point>;
  readonly routes: readonly Route[];
  readonly width: number;
  readonly height: number;
}

export function layoutPart(
  boxes: readonly Box[],
  arcs: readonly Arc[],
  gaps: { readonly node: number; readonly rank: number },
): PartLayout {
  const { nodes, rows, tracks } = layer(boxes, arcs);
  orderRows(rows);
  addLanes(rows, tracks);
  placeRows(rows, gaps.node);
  const all = rows.flat();
  const leftmost = all.reduce(
    (low, vertex) => Math.min(low, vertex.x - vertex.left),
    Number.POSITIVE_INFINITY,
  );
  for (const vertex of all) vertex.x -= leftmost;
  const right = all.reduce((high, vertex) => Math.max(high, vertex.x + vertex.right), 0);
  const bands = bandsOf(rows, gaps.rank);
  const routes = routeAll(tracks, bands, right + gaps.node / 2);
  const width = routes.reduce(
    (high, { points }) => points.reduce((most, { x }) => Math.max(most, x), high),
    right,
  );
  const centres = new Map<string, Point>();
  for (const [id, vertex] of nodes) centres.set(id, { x: vertex.x, y: centreY(vertex, bands) });
  return { centres, routes, width, height: bands.at(-1)?.bottom ?? 0 };
}
