/** Splits a graph into its connected parts and its edges into distinct arcs. */

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}
export interface Arc {
  readonly from: string;
  readonly to: string;
  readonly labelWidth: number;
}
export interface Part {
  readonly boxes: readonly Box[];
  /** Distinct, in the order given. */
  readonly arcs: readonly Arc[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly labelWidth?: number;
}

/** Connected parts in order of their first node. Edges of unknown nodes and repeated ids are dropped. */
export function components(boxes: readonly Box[], edges: readonly Edge[]): readonly Part[] {
  const byId = new Map<string, Box>();
  for (const box of boxes) if (!byId.has(box.id)) byId.set(box.id, box);
  const arcs = distinctArcs(edges.filter((edge) => byId.has(edge.from) && byId.has(edge.to)));

  const leader = new Map<string, string>();
  const find = (id: string): string => {
    let root = id;
    for (let up = leader.get(root); up !== undefined; up = leader.get(root)) root = up;
    for (let at = id; at !== root; ) {
      const up = leader.get(at) ?? root;
      leader.set(at, root);
      at = up;
    }
    return root;
  };
  for (const { from, to } of arcs) {
    const a = find(from);
    const b = find(to);
    if (a !== b) leader.set(b, a);
  }
  const parts = new Map<string, { boxes: Box[]; arcs: Arc[] }>();
  const partOf = (id: string) => {
    const root = find(id);
    const part = parts.get(root) ?? { boxes: [], arcs: [] };
    parts.set(root, part);
    return part;
  };
  for (const box of byId.values()) partOf(box.id).boxes.push(box);
  for (const arc of arcs) partOf(arc.from).arcs.push(arc);
  return [...parts.values()];
}

function distinctArcs(edges: readonly Edge[]): readonly Arc[] {
  const arcs = new Map<string, Arc>();
  for (const { from, to, labelWidth = 0 } of edges) {
    const key = JSON.stringify([from, to]);
    const room = Math.max(labelWidth, arcs.get(key)?.labelWidth ?? 0);
    arcs.set(key, { from, to, labelWidth: room });
  }
  return [...arcs.values()];
}
