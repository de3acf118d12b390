import { Scanner } from './scanner';
import type { Insertion } from './source';
import type { SyntaxProblem } from './syntax';

/** What has to be inserted into a text so that a parser understands most of it. */
export interface Repair {
  /** In ascending order of their offsets. */
  readonly insertions: readonly Insertion[];
  /** One for each thing that was left open. */
  readonly problems: readonly SyntaxProblem[];
  /** Brackets are nested deeper than Python allows: the text should not be given to a parser. */
  readonly tooDeep: boolean;
}

/** How many strings are tried as the one with the missing end; bounds the time for hostile text. */
const maximumCandidates = 8;

/**
 * Repairs half-typed source: brackets, strings and triple quotes that were left open, and `def` or `class` without a name,
 * parentheses or colon, so that what follows them survives. Text without such mistakes is never touched.
 */
export function repair(text: string): Repair {
  const strict = new Scanner(text, false).run();
  if (strict.problems.length === 0) return strict;
  let best = new Scanner(text, true).run();
  if (best.unterminatedTriple) {
    // One opening too many turns all later strings inside out; its own string is one of those that now hold code. With the
    // right one closed, the least code is left in strings: what docstrings show as examples.
    for (const candidate of best.suspicious.slice(0, maximumCandidates)) {
      const other = new Scanner(text, true, candidate).run();
      if (suspicion(other) <= suspicion(best)) best = other;
    }
  }
  return best;
}

function suspicion(scan: Scanner): number {
  return scan.codeLines + (scan.unterminatedTriple ? 1 : 0);
}
