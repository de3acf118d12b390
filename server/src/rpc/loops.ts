/**
 * The edges of a directed graph that are part of a loop: those between two nodes of one strongly connected component
 * (Tarjan). Iterative, for a chain of steps may be longer than the call stack.
 * @param successors of every node; names without an entry are ignored
 */
export function loopEdges(
  successors: ReadonlyMap<string, readonly string[]>,
): (from: string, to: string) => boolean {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const open: string[] = [];
  const value = (map: Map<string, number>, name: string) => map.get(name) ?? Number.MAX_SAFE_INTEGER;
  const enter = (name: string) => {
    index.set(name, index.size);
    low.set(name, value(index, name));
    open.push(name);
    return { name, next: 0 };
  };
  for (const root of successors.keys()) {
    if (index.has(root)) continue;
    const path = [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = successors.get(top.name)?.[top.next++];
      if (to === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined)
          low.set(parent.name, Math.min(value(low, parent.name), value(low, top.name)));
        if (low.get(top.name) !== index.get(top.name)) continue;
        for (let name = open.pop(); name !== undefined; name = open.pop()) {
          component.set(name, value(index, top.name));
          if (name === top.name) break;
        }
      } else if (!successors.has(to)) continue;
      else if (!index.has(to)) path.push(enter(to));
      else if (!component.has(to)) low.set(top.name, Math.min(value(low, top.name), value(index, to)));
    }
  }
  return (from, to) => component.has(from) && component.get(from) === component.get(to);
}
