import type { Arc } from './components';

/** A place in a row: a node, or a bend of an edge that passes the row. */
export class Vertex {
  /** Index of its row. */
  rank = 0;
  /** Index within its row. */
  order = 0;
  x = 0;
  readonly up: Vertex[] = [];
  readonly down: Vertex[] = [];

  constructor(
    /** Absent for a bend. */
    readonly id: string | undefined,
    /** Room to the left of `x`: half of the node's width, and its loop where it has one. */
    readonly left: number,
    /** Half of the node's width. */
    readonly right: number,
    readonly height: number,
  ) {}

  get isBend(): boolean {
    return this.id === undefined;
  }
}

export function link(upper: Vertex, lower: Vertex): void {
  upper.down.push(lower);
  lower.up.push(upper);
}

/** How an arc runs. Chains lead from its upper end to its lower end. */
export type Track =
  /** From node to node through the bends between them. */
  | { readonly kind: 'forward'; readonly arc: Arc; readonly chain: readonly Vertex[] }
  /** Against the direction: beside its two nodes and through the rows between. `chain` has bends only. */
  | {
      readonly kind: 'back';
      readonly arc: Arc;
      readonly upper: Vertex;
      readonly lower: Vertex;
      readonly chain: Vertex[];
    }
  | { readonly kind: 'loop'; readonly arc: Arc; readonly node: Vertex }
  /** Around all of the picture: where bends would be too many. */
  | { readonly kind: 'outside'; readonly arc: Arc; readonly from: Vertex; readonly to: Vertex };

export type Rows = Vertex[][];

/** Sets `order` from the rows. */
export function number(rows: Rows): void {
  for (const row of rows) for (const [index, vertex] of row.entries()) vertex.order = index;
}
