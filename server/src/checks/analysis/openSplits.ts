/** The splits that are open at a step while the graph is walked: an immutable, shared list, innermost first. */
export interface OpenSplit {
  readonly id: number;
  /** The step that splits. */
  readonly split: string;
  /** First steps of its branches, as written. */
  readonly roots: readonly string[];
  /** Whether the split itself is a guess. */
  readonly isGuess: boolean;
  readonly outer: OpenSplits;
}

/** `none`: no split is open. `unknown`: what is open can not be told, because of a mistake further up. */
export type OpenSplits = OpenSplit | 'none' | 'unknown';

/**
 * Makes lists so that equal ones are the same object. As in Metaflow two splits into the same steps are equal
 * (metaflow/lint.py: check_split_join_balance, 2.19.38).
 */
export class OpenSplitLists {
  readonly #lists = new Map<string, OpenSplit>();

  push(outer: OpenSplits, split: string, roots: readonly string[], isGuess: boolean): OpenSplit {
    const key = JSON.stringify([idOf(outer), roots]);
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const made: OpenSplit = { id: this.#lists.size, split, roots, isGuess, outer };
    this.#lists.set(key, made);
    return made;
  }
}

export function idOf(splits: OpenSplits): string | number {
  return typeof splits === 'string' ? splits : splits.id;
}

/** The open splits, innermost first. */
export function* eachOpen(splits: OpenSplits): Iterable<OpenSplit> {
  for (let at = splits; typeof at !== 'string'; at = at.outer) yield at;
}
