import { LineIndex, type Span } from '../base/text';
import type { Module } from '../python/syntax';

/** A comment that switches checks off: `# stepwise: ignore`, `ignore[code, code]` or `ignore-file[…]`. */
interface Suppression {
  /** Undefined: all codes. */
  readonly codes: readonly (Span & { readonly code: string })[] | undefined;
  /** The line whose findings it suppresses; undefined for the whole file. */
  readonly line: number | undefined;
}

/** The suppression comments of one file. */
export class Suppressions {
  readonly #all: readonly Suppression[];
  readonly #lines: LineIndex;

  constructor(module: Pick<Module, 'text' | 'comments'>) {
    this.#lines = new LineIndex(module.text);
    this.#all = module.comments.flatMap((comment) => {
      const found = read(module.text, comment, this.#lines);
      return found === undefined ? [] : [found];
    });
  }

  /** Whether a comment suppresses findings of `code` at `offset`. */
  covers(code: string, offset: number): boolean {
    if (this.#all.length === 0) return false;
    const { line } = this.#lines.position(offset);
    return this.#all.some(
      (one) =>
        (one.line === undefined || one.line === line) &&
        (one.codes === undefined || one.codes.some((named) => named.code === code)),
    );
  }

  /** The codes that the comments name, with their places. */
  *codes(): Iterable<Span & { readonly code: string }> {
    for (const one of this.#all) if (one.codes !== undefined) yield* one.codes;
  }
}

const form = /^#\s*stepwise:\s*(ignore-file|ignore)\s*(?:\[([^\]]*)\])?/;

function read(text: string, comment: Span, lines: LineIndex): Suppression | undefined {
  const match = form.exec(text.slice(comment.start, comment.end));
  if (match === null) return undefined;
  const list = match[2];
  const { line, character } = lines.position(comment.start);
  const alone = text.slice(comment.start - character, comment.start).trim() === '';
  return {
    codes: list === undefined ? undefined : codesOf(list, comment.start + match[0].length - 1 - list.length),
    line: match[1] === 'ignore-file' ? undefined : alone ? line + 1 : line,
  };
}

function codesOf(list: string, start: number): (Span & { code: string })[] {
  return [...list.matchAll(/[^,\s]+/g)].map(({ 0: code, index }) => ({
    code,
    start: start + index,
    end: start + index + code.length,
  }));
}
