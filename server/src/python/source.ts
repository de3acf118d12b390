import type { Span } from '../base/text';
import type { Identifier, SyntaxProblem } from './syntax';

/** Text put into the source by the repair, at an offset of the original text. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** The innermost scope around a piece of code, as far as `yield` and `await` depend on it. */
export type Scope = 'module' | 'class' | 'function' | 'async function' | 'comprehension';

/** The text that was parsed, how its offsets lead back to the original text, and where the conversion is in it. */
export class Source {
  /** The text as the user has it. */
  readonly originalText: string;
  /** The text as it was parsed. */
  readonly text: string;
  /** Problems found by the conversion. */
  readonly problems: SyntaxProblem[] = [];
  scope: Scope = 'module';
  /** Per insertion in order: its end in `text`, and how much longer `text` is up to there. */
  readonly #ends: number[] = [];
  readonly #lengths: number[] = [];

  /** `insertions` in ascending order of their offsets. */
  constructor(original: string, insertions: readonly Insertion[]) {
    this.originalText = original;
    let text = '';
    let last = 0;
    let added = 0;
    for (const insertion of insertions) {
      text += original.slice(last, insertion.offset) + insertion.text;
      last = insertion.offset;
      added += insertion.text.length;
      this.#ends.push(text.length);
      this.#lengths.push(added);
    }
    this.text = insertions.length === 0 ? original : text + original.slice(last);
  }

  report({ start, end }: Span, message: string): void {
    this.problems.push({ start, end, message });
  }

  /** The offset in the original text; an offset within inserted text is where it was inserted. */
  original(offset: number): number {
    const ends = this.#ends;
    if (ends.length === 0) return offset;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const before = offset - (this.#lengths[low - 1] ?? 0);
    if (low === ends.length) return before;
    const length = (this.#lengths[low] ?? 0) - (this.#lengths[low - 1] ?? 0);
    return Math.min(before, (ends[low] ?? 0) - length - (this.#lengths[low - 1] ?? 0));
  }

  /** The end, as an original offset, of what is written between two offsets of `text`: without white space behind it. */
  trimmedEnd(start: number, end: number): number {
    let last = end;
    while (last > start && /\s/.test(this.text[last - 1] ?? '')) last--;
    return this.original(last);
  }

  /** A name at a place of `text`; empty where the repair put it. */
  identifier(name: string, start: number, length: number): Identifier {
    const from = this.original(start);
    const to = this.original(start + length);
    return { start: from, end: to, name: to > from ? name : '' };
  }
}
