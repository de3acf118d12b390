/**
 * Where does a statement begin although brackets are still open? Asked only for text that is known to be broken, of a
 * line inside brackets. All patterns are sticky and linear in the line.
 */

/** Keywords that no expression holds at the start of a line. */
const keyword =
  /(?:def|class|return|import|raise|pass|del|assert|global|nonlocal|break|continue|try|while|with|except|finally|elif)\b|async[ \t]+(?:def|with)\b|from[ \t]+[\w.]+[ \t]+import\b|else[ \t]*:/y;
/** `a.b = …`, `a.b += …`, `a.b: T = …`: an argument's name has no dot. */
const attributeAssignment =
  /[A-Za-z_]\w*(?:\.\w+)+[ \t]*(?::[^=,()[\]{}\r\n]*)?(?:[-+*/%&|^@]|\/\/|\*\*|>>|<<)?=(?!=)/y;
const decorator = /@[ \t]*[A-Za-z_]/y;
/** The first line of a compound statement that shares its keyword with an expression. */
const compound = /(?:if|for|match|case|async[ \t]+for)\b[^\r\n]*:[ \t]*(?:#[^\r\n]*)?$/my;
/** `name = …` or `name.name(…`, the rest of the line not ending in a comma. */
const assignmentOrCall =
  /[A-Za-z_][\w.]*[ \t]*(?:\(|(?::[^=\r\n]*)?(?:[-+*/%&|^@]|\/\/|\*\*|>>|<<)?=(?!=))(?![^\r\n]*,[ \t]*$)/my;

function matches(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/**
 * Whether the line whose first visible character is at `offset` begins a statement.
 * `indented`: it is indented more than the statement with the open bracket.
 * `header`: that statement is a `def` or `class`, whose body is indented.
 */
export function startsStatement(text: string, offset: number, indented: boolean, header: boolean): boolean {
  if (matches(keyword, text, offset) || matches(attributeAssignment, text, offset)) return true;
  if (matches(decorator, text, offset)) return header || !indented;
  return !indented && (matches(compound, text, offset) || matches(assignmentOrCall, text, offset));
}

const codeLine =
  /^[ \t]*(?:@[A-Za-z_]|(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[ \t]*[(:]|self\.\w+[ \t]*[=(]|import[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b|if[ \t]+__name__)/gm;

/** The offsets of the lines of `content` that look like code, its first line left out. */
export function findCodeLines(content: string): number[] {
  const newline = content.search(/[\r\n]/);
  if (newline < 0) return [];
  return [...content.slice(newline).matchAll(codeLine)].map((match) => newline + match.index);
}
