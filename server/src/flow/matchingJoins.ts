/**
 * Which join closes a split. Metaflow notes at every visit of a join that it closes the innermost open split; the last
 * note stays. For a split that is the last visit, below the split's own last one, of a join that is met with exactly
 * this split open again, whatever was open before. Following the last target from which such a join can still be
 * reached finds it directly.
 */
import type { LinkedSteps } from './lastVisits';

/**
 * The closing join by split; splits that nothing closes are absent.
 * @param order reached steps, each before those it leads to; where loops make that impossible they are cut there
 */
export function matchingJoins(steps: LinkedSteps, order: readonly string[]): ReadonlyMap<string, string> {
  const rank = new Map(order.map((name, index) => [name, index]));
  const ahead = new Map<string, readonly string[]>();
  order.forEach((name, own) => {
    const out = steps.get(name)?.out ?? [];
    ahead.set(name, out.filter((target) => (rank.get(target) ?? own) > own).reverse());
  });

  /** How many more splits can be closed than are opened, at best, on a path from the step, its own visit included. */
  const closes = new Map<string, number>();
  for (const name of order.toReversed()) {
    const best = Math.max(0, ...(ahead.get(name) ?? []).map((target) => closes.get(target) ?? 0));
    closes.set(name, Math.max(0, best + effect(steps, name)));
  }

  const found = new Map<string, string>();
  for (const name of order) {
    if (effect(steps, name) !== -1) continue;
    let open = 1;
    let at = lastThatCloses(name, open);
    while (at !== undefined) {
      open -= effect(steps, at);
      if (open === 0) {
        found.set(name, at);
        break;
      }
      at = lastThatCloses(at, open);
    }
  }
  return found;

  function lastThatCloses(name: string, open: number): string | undefined {
    return ahead.get(name)?.find((target) => (closes.get(target) ?? 0) >= open);
  }
}

/** 1 for a step that closes a split, −1 for one that opens a split. */
function effect(steps: LinkedSteps, name: string): number {
  const type = steps.get(name)?.type;
  return type === 'join' ? 1 : type === 'split' || type === 'foreach' ? -1 : 0;
}
