/** How values get into the containers that hold them. */
import { none, type PickleValue } from './value';

/** Puts values into a container: elements into sequences, pairs into dicts. False where it takes none. */
export function fill(target: PickleValue, values: readonly PickleValue[], as?: 'items' | 'entries'): boolean {
  if (target.kind === 'dict' || (target.kind === 'object' && as === 'entries')) {
    if (as === 'items') return false;
    for (let i = 0; i + 1 < values.length; i += 2) {
      target.entries.push([values[i] ?? none, values[i + 1] ?? none]);
    }
    return true;
  }
  // A tuple and a frozenset are complete when they are made: after that they take nothing.
  const takes = target.kind === 'object' || target.kind === 'list' || target.kind === 'set';
  if (as === 'entries' || !takes) return false;
  for (const value of values) target.items.push(value);
  return true;
}

/** Folds the stack of a reading that ended early into its first value: open containers take what was read for them. */
export function salvage(stack: PickleValue[], marks: number[]): PickleValue | undefined {
  while (marks.length > 0) {
    const items = stack.splice(marks.pop() ?? 0);
    const target = stack.at(-1);
    if (items.length > 0 && (target === undefined || !fill(target, items)))
      stack.push({ kind: 'tuple', items });
  }
  return foldUnmarked(stack)[0];
}

/** Puts the last value into the one below it while that is a container waiting for it. */
function foldUnmarked(values: PickleValue[]): PickleValue[] {
  while (values.length > 1) {
    const last = values.pop() ?? none;
    const below = values.at(-1) ?? none;
    const beneath = values.at(-2);
    if (below.kind !== 'dict' && fill(below, [last])) continue;
    if (beneath?.kind === 'dict' && fill(beneath, [below, last])) {
      values.pop();
      continue;
    }
    values.push(last);
    break;
  }
  return values;
}
