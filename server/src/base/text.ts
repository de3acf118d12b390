/** A half-open range of UTF-16 code unit offsets into one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A position as LSP has it: zero-based line and UTF-16 code unit within the line. */
export interface LineColumn {
  readonly line: number;
  readonly character: number;
}

/** A range of positions, its end excluded. */
export interface PositionRange {
  readonly start: LineColumn;
  readonly end: LineColumn;
}

/** Whether `offset` lies in `span`, its end included (a caret behind the last letter belongs to a name). */
export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Line starts of a text; converts between offsets and positions. Lines end with LF, CRLF or CR. */
export class LineIndex {
  readonly #starts: number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    if (text.includes('\r')) {
      for (let i = 0; i < text.length; i++) {
        const c = text.charCodeAt(i);
        if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
      }
    } else {
      // Built at every keystroke: the search of the engine is several times as fast.
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    }
    this.#starts = starts;
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The position of an offset; offsets outside the text are clamped. */
  position(offset: number): LineColumn {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - (this.#starts[low] ?? 0) };
  }

  range(span: Span): PositionRange {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** The offset of a position; lines outside the text are clamped. */
  offset(position: LineColumn): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.#length;
    const next = this.#starts[position.line + 1] ?? this.#length;
    return Math.min(start + Math.max(0, position.character), next);
  }
}
