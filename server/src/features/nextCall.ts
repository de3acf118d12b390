/**
 * Where a caret stands inside a `self.next(…)` that is being typed. Works on the text, for at that moment the syntax tree
 * is at its worst: brackets and strings are open and the line is half there.
 */

export interface NextCall {
  /** A positional argument or keyword, the value of a switch case, or the text of `foreach='…'`. */
  readonly kind: 'argument' | 'case' | 'string';
  /** What is typed before the caret since the last separator. */
  readonly item: string;
  /** Offset of `item`. */
  readonly start: number;
  /** What is typed between the parenthesis and `item`. */
  readonly before: string;
  /** For `string`: the keyword that it is the value of. */
  readonly keyword?: string;
}

interface Frame {
  readonly bracket: string;
  readonly open: number;
  /** Behind the last separator. */
  start: number;
  separator: string;
}

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * @param from an offset outside of brackets and strings, such as the end of the step's header
 * @returns undefined where the caret is not directly inside such a call
 */
export function nextCallAt(text: string, from: number, caret: number): NextCall | undefined {
  const frames: Frame[] = [];
  let string: number | undefined;
  for (let i = from; i < caret; i++) {
    const c = text.charAt(i);
    if (c === '#') {
      const end = endOfLine(text, i);
      if (end >= caret) return undefined;
      const frame = frames.at(-1);
      if (frame !== undefined && text.slice(frame.start, i).trim() === '') frame.start = end;
      i = end;
    } else if (c === '"' || c === "'") {
      const end = endOfString(text, i, caret);
      if (end === undefined) {
        string = i;
        break;
      }
      i = end - 1;
    } else if (c === '(' || c === '[' || c === '{') {
      frames.push({ bracket: c, open: i, start: i + 1, separator: c });
    } else if (c in closing) {
      if (frames.at(-1)?.bracket === closing[c]) frames.pop();
    } else if (c === ',' || c === ':') {
      const frame = frames.at(-1);
      if (frame !== undefined) {
        frame.start = i + 1;
        frame.separator = c;
      }
    }
  }
  return describe(text, frames, caret, string);
}

function describe(
  text: string,
  frames: readonly Frame[],
  caret: number,
  string: number | undefined,
): NextCall | undefined {
  const top = frames.at(-1);
  if (top === undefined) return undefined;
  const outer = top.bracket === '{' ? frames.at(-2) : top;
  if (
    outer?.bracket !== '(' ||
    !/(^|[^\w.])self\s*\.\s*next\s*$/.test(text.slice(Math.max(0, outer.open - 40), outer.open))
  )
    return undefined;
  if (string !== undefined) {
    const keyword = /^\s*(foreach|condition)\s*=\s*$/.exec(text.slice(top.start, string))?.[1];
    if (keyword === undefined || top.bracket === '{') return undefined;
    const start = string + 1;
    return {
      kind: 'string',
      item: text.slice(start, caret),
      start,
      before: text.slice(outer.open + 1, start),
      keyword,
    };
  }
  if (top.bracket === '{' && top.separator !== ':') return undefined;
  const start = top.start + (/^\s*/.exec(text.slice(top.start, caret))?.[0].length ?? 0);
  return {
    kind: top.bracket === '{' ? 'case' : 'argument',
    item: text.slice(start, caret),
    start,
    before: text.slice(outer.open + 1, start),
  };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The offset behind a string that begins at `start`; undefined where it is still open at the caret. */
function endOfString(text: string, start: number, caret: number): number | undefined {
  const quote = text.charAt(start);
  const mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  for (let i = start + mark.length; i < caret; i++) {
    const c = text.charAt(i);
    if (c === '\\') i++;
    else if (text.startsWith(mark, i)) return Math.min(i + mark.length, caret);
    // A forgotten quote ends with its line.
    else if (mark.length === 1 && (c === '\n' || c === '\r')) return i;
  }
  return undefined;
}
