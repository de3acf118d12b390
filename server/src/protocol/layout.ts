/**
 * A layered picture of a directed graph: pure, deterministic, the same for the graph view and for `stepwise graph`.
 * Ranks by longest path; edges that close a cycle run back beside the nodes; disconnected parts stand side by side.
 */
import { components } from './layered/components';
import { layoutPart } from './layered/part';
import type { Point } from './layered/route';

export { smoothPath } from './layered/path';
export type { Point } from './layered/route';

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}
export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  /** Room kept beside the edge for its label. */
  readonly labelWidth?: number;
}
export interface LayoutOptions {
  /** Where edges lead; `down` unless told. */
  readonly direction?: 'down' | 'right';
  /** Between neighbours of one rank. */
  readonly nodeGap?: number;
  /** Between ranks; grows where edges lead far to the side. */
  readonly rankGap?: number;
}
export interface RoutedEdge {
  readonly from: string;
  readonly to: string;
  /** From border to border, never through a node. Draw it with `smoothPath`. */
  readonly points: readonly Point[];
  /** Centre of its label. */
  readonly label: Point;
  /** Leads against the direction, or to its own node. */
  readonly back: boolean;
}
export interface Layout {
  /** Centres. All of the picture has coordinates from 0 to `width` and `height`. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** As given; edges of unknown nodes are left out. */
  readonly edges: readonly RoutedEdge[];
  readonly width: number;
  readonly height: number;
}

const defaults = { nodeGap: 32, rankGap: 48 };

/** Lays a graph out. Time grows about linearly; cycles, loops, duplicates and unknown ends are all fine. */
export function layout(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  options: LayoutOptions = {},
): Layout {
  const right = options.direction === 'right';
  const gaps = { node: options.nodeGap ?? defaults.nodeGap, rank: options.rankGap ?? defaults.rankGap };
  const boxes = nodes.map((node) =>
    right
      ? { id: node.id, width: node.height, height: node.width }
      : { id: node.id, width: node.width, height: node.height },
  );
  const turn = (point: Point): Point => (right ? { x: point.y, y: point.x } : point);

  const places = new Map<string, Point>();
  const routes = new Map<string, Omit<RoutedEdge, 'from' | 'to'>>();
  let breadth = 0;
  let depth = 0;
  for (const part of components(boxes, edges)) {
    const offset = breadth === 0 ? 0 : breadth + gaps.node * 2;
    const drawn = layoutPart(part.boxes, part.arcs, gaps);
    const move = (point: Point): Point => turn({ x: point.x + offset, y: point.y });
    for (const [id, centre] of drawn.centres) places.set(id, move(centre));
    for (const { arc, points, label, back } of drawn.routes) {
      routes.set(edgeKey(arc), { points: points.map(move), label: move(label), back });
    }
    breadth = offset + drawn.width;
    depth = Math.max(depth, drawn.height);
  }
  const routed = edges.flatMap(({ from, to }) => {
    const route = routes.get(edgeKey({ from, to }));
    return route === undefined ? [] : [{ from, to, ...route }];
  });
  const size = turn({ x: breadth, y: depth });
  return { nodes: places, edges: routed, width: size.x, height: size.y };
}

function edgeKey({ from, to }: { readonly from: string; readonly to: string }): string {
  return JSON.stringify([from, to]);
}
