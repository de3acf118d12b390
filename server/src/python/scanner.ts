import { isBlank, lineEnd, newlineLength, stringEnd } from './characters';
import type { Insertion } from './source';
import { findCodeLines, startsStatement } from './statementStart';
import type { SyntaxProblem } from './syntax';

/** CPython refuses deeper nesting of brackets ("too many nested parentheses"); it also bounds every recursion behind us. */
const maximumDepth = 200;

/** Something open: a bracket, a replacement field of an f-string, or an f-string. */
interface Opening {
  readonly kind: 'bracket' | 'field' | 'fstring';
  readonly offset: number;
  /** The text that closes it. */
  readonly close: string;
  readonly raw: boolean;
  /** Set when a field has reached its format specification, which is text again. */
  specification: boolean;
}

/** A `def` or `class` whose colon has not been seen yet. */
interface Header {
  readonly start: number;
  readonly function: boolean;
  parentheses: boolean;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const boring = /[^'"()[\]{}#\\:\r\n]+/y;
const headerKeyword = /(?:async[ \t]+)?def\b|class\b/y;
const stringPrefix = /(?<![\w])[rbfut]{1,2}$/i;

/**
 * Reads text as brackets, strings, comments and lines. A tolerant scan closes what is left open, at the place that keeps
 * most of the text intact; a strict one stops at the first problem. Linear in the text.
 */
export class Scanner {
  readonly insertions: Insertion[] = [];
  readonly problems: SyntaxProblem[] = [];
  /** Triple-quoted strings that hold lines which look like code (tolerant scans only). */
  readonly suspicious: number[] = [];
  /** How many such lines there are. */
  codeLines = 0;
  unterminatedTriple = false;
  tooDeep = false;

  readonly #text: string;
  readonly #tolerant: boolean;
  readonly #cutAt: number | undefined;
  readonly #stack: Opening[] = [];
  #at = 0;
  /** Behind the last character that is neither white space nor comment. */
  #significantEnd = 0;
  #indentation = 0;
  #header: Header | undefined;

  /** `cutAt`: the offset of a triple-quoted string that is to end before its first line of code. */
  constructor(text: string, tolerant: boolean, cutAt?: number) {
    this.#text = text;
    this.#tolerant = tolerant;
    this.#cutAt = cutAt;
  }

  run(): this {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    this.#startLine();
    while (this.#at < this.#text.length && !this.#stopped) {
      const top = this.#stack.at(-1);
      if (top?.kind === 'fstring' || top?.specification === true) this.#scanFormatText(top);
      else this.#scanCode();
    }
    if (!this.#stopped) {
      this.#closeAll();
      this.#endStatement();
    }
    return this;
  }

  get #stopped(): boolean {
    return this.tooDeep || (!this.#tolerant && this.problems.length > 0);
  }

  #report(start: number, end: number, message: string): void {
    this.problems.push({ start, end, message });
  }

  #scanCode(): void {
    const text = this.#text;
    boring.lastIndex = this.#at;
    if (boring.test(text)) {
      const end = boring.lastIndex;
      let last = end;
      while (last > this.#at && isBlank(text.charCodeAt(last - 1))) last--;
      if (last > this.#at) this.#significantEnd = last;
      this.#at = end;
      return;
    }
    const character = text[this.#at] ?? '';
    switch (character) {
      case '\n':
      case '\r':
        if (this.#tolerant) this.#closeFormatStringsOfLine();
        if (this.#stack.length === 0) this.#endStatement();
        this.#at += newlineLength(text, this.#at);
        this.#startLine();
        return;
      case '#':
        this.#at = lineEnd(text, this.#at);
        return;
      case '\\':
        this.#at += 1 + newlineLength(text, this.#at + 1);
        return;
      case '"':
      case "'":
        this.#scanString(character);
        return;
      case '(':
      case '[':
      case '{':
        if (character === '(' && this.#stack.length === 0 && this.#header !== undefined)
          this.#header.parentheses = true;
        this.#open('bracket', this.#at, closers[character] ?? '', false);
        break;
      case ')':
      case ']':
      case '}':
        this.#closeBracket(character);
        break;
      case ':': {
        const top = this.#stack.at(-1);
        if (top === undefined) this.#header = undefined;
        else if (top.kind === 'field') top.specification = true;
        break;
      }
    }
    this.#at++;
    this.#significantEnd = this.#at;
  }

  #open(kind: Opening['kind'], offset: number, close: string, raw: boolean): void {
    this.#stack.push({ kind, offset, close, raw, specification: false });
    if (this.#stack.length > maximumDepth) {
      this.tooDeep = true;
      this.#report(offset, offset + 1, 'Too many nested brackets.');
    }
  }

  /** Closes up to the bracket that `character` closes; a stray one is left to the parser. */
  #closeBracket(character: string): void {
    let index = this.#stack.length - 1;
    while (index >= 0 && this.#stack[index]?.kind !== 'fstring' && this.#stack[index]?.close !== character)
      index--;
    if (index < 0 || this.#stack[index]?.kind === 'fstring') {
      // In a tolerant scan the parser behind us says so.
      if (!this.#tolerant) this.#report(this.#at, this.#at + 1, `"${character}" closes nothing`);
      return;
    }
    this.#closeDownTo(index + 1);
    this.#stack.pop();
  }

  /** Closes what is open above the lowest `depth` openings. */
  #closeDownTo(depth: number): void {
    let inserted = '';
    while (this.#stack.length > depth) {
      const opening = this.#stack.pop();
      if (opening === undefined) break;
      inserted += opening.close;
      this.#reportOpen(opening);
    }
    if (inserted === '') return;
    // A name behind a dot keeps the parser from giving up the rest of the line.
    const placeholder = this.#text[this.#significantEnd - 1] === '.' ? '_' : '';
    this.insertions.push({ offset: this.#significantEnd, text: placeholder + inserted });
  }

  #reportOpen(opening: Opening): void {
    const { offset, kind } = opening;
    const message =
      kind === 'fstring' ? 'String is not closed' : `"${this.#text[offset] ?? ''}" was not closed`;
    this.#report(offset, offset + 1, message);
  }

  #closeAll(): void {
    this.#closeDownTo(0);
  }

  /** A single-quoted f-string ends with its line, also within a replacement field. */
  #closeFormatStringsOfLine(): void {
    const index = this.#stack.findIndex(
      (opening) => opening.kind === 'fstring' && opening.close.length === 1,
    );
    if (index >= 0) this.#closeDownTo(index);
  }

  /** Looks at the line at the current offset: its indentation, and whether it shows that brackets were left open. */
  #startLine(): void {
    const text = this.#text;
    let offset = this.#at;
    let indentation = 0;
    for (; isBlank(text.charCodeAt(offset)); offset++) {
      const code = text.charCodeAt(offset);
      indentation = code === 12 ? 0 : code === 9 ? (indentation | 7) + 1 : indentation + 1;
    }
    const code = text.charCodeAt(offset);
    if (Number.isNaN(code) || code === 10 || code === 13 || code === 35) return;
    if (this.#stack.length > 0) {
      if (!this.#tolerant) return;
      const indented = indentation > this.#indentation;
      if (!startsStatement(text, offset, indented, this.#header !== undefined)) return;
      this.#closeAll();
      this.#endStatement();
    }
    this.#indentation = indentation;
    headerKeyword.lastIndex = offset;
    if (headerKeyword.test(text))
      this.#header = { start: offset, function: text[offset] !== 'c', parentheses: false };
  }

  /** Completes a `def` or `class` that ends without its colon. */
  #endStatement(): void {
    const header = this.#header;
    if (header === undefined) return;
    this.#header = undefined;
    const end = this.#significantEnd;
    const written = this.#text.slice(header.start, Math.min(end, header.start + 40));
    let missing = ':';
    let message = 'Expected ":"';
    if (/^(?:(?:async\s+)?def|class)$/.test(written)) {
      missing = header.function ? ' _():' : ' _:';
      message = `Expected a name after "${header.function ? 'def' : 'class'}"`;
    } else if (header.function && !header.parentheses) {
      missing = '():';
      message = 'Expected "("';
    }
    this.insertions.push({ offset: end, text: missing });
    this.#report(end, end, message);
  }

  #scanString(quote: string): void {
    const text = this.#text;
    const start = this.#at;
    const prefix = stringPrefix.exec(text.slice(Math.max(0, start - 3), start))?.[0].toLowerCase() ?? '';
    const close = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
    if (start === this.#cutAt) {
      this.#cut(start, close);
      return;
    }
    if (/[ft]/.test(prefix)) {
      this.#open('fstring', start, close, prefix.includes('r'));
      this.#at = start + close.length;
      this.#significantEnd = this.#at;
      return;
    }
    const end = stringEnd(text, start, close);
    const closed = text.startsWith(close, end);
    if (close.length === 3) this.#suspect(start, end);
    if (closed) this.#at = end + close.length;
    else if (close.length === 3) {
      this.unterminatedTriple = true;
      this.#closeString(start, end, close);
    } else if (!this.#endsFormatString(quote, prefix)) this.#closeString(start, end, close);
    this.#significantEnd = this.#at;
  }

  #closeString(start: number, end: number, close: string): void {
    this.insertions.push({ offset: end, text: close });
    this.#report(start, end, 'String is not closed');
    this.#at = end;
  }

  #suspect(start: number, end: number): void {
    if (!this.#tolerant) return;
    const lines = findCodeLines(this.#text.slice(start, end)).length;
    if (lines > 0) this.suspicious.push(start);
    this.codeLines += lines;
  }

  /** `f"{x"`: a quote that opens nothing closes the f-string whose field was left open. */
  #endsFormatString(quote: string, prefix: string): boolean {
    const index = this.#stack.findLastIndex((opening) => opening.kind === 'fstring');
    if (!this.#tolerant || prefix !== '' || this.#stack[index]?.close !== quote) return false;
    this.#closeDownTo(index + 1);
    this.#stack.pop();
    this.#at++;
    return true;
  }

  /** Ends the string at `start` before its first line of code. */
  #cut(start: number, close: string): void {
    const text = this.#text;
    const code = findCodeLines(text.slice(start))[0];
    let end = code === undefined ? text.length : start + code;
    while (end > start + close.length && /\s/.test(text[end - 1] ?? '')) end--;
    this.#closeString(start, end, close);
    this.#significantEnd = end;
  }

  /** The literal text of an f-string, or of a format specification, up to what ends it. */
  #scanFormatText(top: Opening): void {
    const text = this.#text;
    const index = top.kind === 'fstring' ? this.#stack.length - 1 : this.#stack.findLastIndex(isFormatString);
    const string = this.#stack[index];
    if (string === undefined) return;
    const { close, raw } = string;
    let at = this.#at;
    for (; at < text.length; at++) {
      const character = text[at];
      if (character === '\\') {
        if (text[at + 1] === 'N' && text[at + 2] === '{' && !raw) {
          const brace = text.indexOf('}', at);
          at = brace > 0 && brace < lineEnd(text, at) ? brace : at + 2;
        } else if (text[at + 1] === '\r' && text[at + 2] === '\n') at += 2;
        else if (text[at + 1] !== '{' && text[at + 1] !== '}') at++;
      } else if (character === '{') {
        if (top.kind === 'fstring' && text[at + 1] === '{') at++;
        else {
          this.#open('field', at, '}', false);
          at++;
          break;
        }
      } else if (character === '}') {
        if (top.kind === 'field') {
          this.#stack.pop();
          at++;
          break;
        }
      } else if (character === close[0] && text.startsWith(close, at)) {
        this.#significantEnd = at;
        this.#closeDownTo(index + 1);
        if (close.length === 3) this.#suspect(string.offset, at);
        this.#stack.pop();
        at += close.length;
        break;
      } else if ((character === '\n' || character === '\r') && close.length === 1) {
        this.#significantEnd = at;
        this.#closeDownTo(index);
        break;
      }
    }
    if (at >= text.length && this.#stack.includes(string)) {
      this.unterminatedTriple ||= close.length === 3;
      if (close.length === 3) this.#suspect(string.offset, at);
    }
    this.#at = Math.min(at, text.length);
    this.#significantEnd = this.#at;
  }
}

function isFormatString(opening: Opening): boolean {
  return opening.kind === 'fstring';
}
