import type { SyntaxProblem } from './syntax';

/** The columns of a line's indentation with tab stops every eight characters, and with tabs as wide as a space. */
interface Columns {
  readonly wide: number;
  readonly narrow: number;
}

function columns(indentation: string): Columns {
  let wide = 0;
  let narrow = 0;
  for (const character of indentation) {
    if (character === '\f') {
      wide = 0;
      narrow = 0;
    } else if (character === '\t') {
      wide = (Math.floor(wide / 8) + 1) * 8;
      narrow++;
    } else {
      wide++;
      narrow++;
    }
  }
  return { wide, narrow };
}

/**
 * Where tabs and spaces are mixed so that the nesting hangs on the width of a tab. As CPython's tokenizer decides it:
 * the order of indentations must be the same with tabs of eight columns and of one. `lines` are the offsets at which
 * logical lines begin, behind their indentation.
 */
export function inconsistentTabs(text: string, lines: Iterable<number>): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const stack: Columns[] = [{ wide: 0, narrow: 0 }];
  for (const offset of lines) {
    let start = offset;
    while (start > 0 && ' \t\f'.includes(text[start - 1] ?? '')) start--;
    const line = columns(text.slice(start, offset));
    while (stack.length > 1 && (stack.at(-1)?.wide ?? 0) > line.wide) stack.pop();
    const top = stack.at(-1);
    if (top === undefined) break;
    const consistent = line.wide === top.wide ? line.narrow === top.narrow : line.narrow > top.narrow;
    if (line.wide >= top.wide && !consistent)
      problems.push({ start, end: offset, message: 'Inconsistent use of tabs and spaces in indentation' });
    if (line.wide > top.wide) stack.push(line);
  }
  return problems;
}
