/** Which step the arrow keys lead to. Pure. */
import type { Layout } from '../../../../../server/src/protocol/layout';

export type Heading = 'up' | 'down' | 'left' | 'right';

/**
 * Up and down follow the edges, to the nearest end; left and right go to the next card of about the same height. Where
 * nothing leads on, the nearest card in that direction is taken.
 */
export function neighbour(layout: Layout, from: string, heading: Heading): string | undefined {
  const here = layout.nodes.get(from);
  if (here === undefined) return undefined;
  const along = heading === 'down' ? 1 : heading === 'up' ? -1 : 0;
  if (along !== 0) {
    const linked = layout.edges
      .filter((edge) => !edge.back)
      .flatMap(({ from: a, to: b }) => (along > 0 ? (a === from ? [b] : []) : b === from ? [a] : []));
    if (linked.length > 0) return nearest(layout, here, linked);
  }
  const side = heading === 'right' ? 1 : heading === 'left' ? -1 : 0;
  const ahead = [...layout.nodes].filter(([id, { x, y }]) => {
    if (id === from) return false;
    return along !== 0 ? (y - here.y) * along > 1 : (x - here.x) * side > 1 && Math.abs(y - here.y) < 30;
  });
  return nearest(
    layout,
    here,
    ahead.map(([id]) => id),
  );
}

function nearest(
  layout: Layout,
  here: { readonly x: number; readonly y: number },
  ids: readonly string[],
): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const there = layout.nodes.get(id);
    if (there === undefined) continue;
    const distance = Math.hypot(there.x - here.x, there.y - here.y);
    if (distance < least) {
      least = distance;
      best = id;
    }
  }
  return best;
}
