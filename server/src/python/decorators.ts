import type { Decorator, FunctionStatement, Statement } from './syntax';
import { dottedName, walkExpressions } from './walk';

const blankLine = /\n[ \t\f]*\r?\n|\r\n?[ \t\f]*\r/;

/**
 * Takes decorators that are being typed above a function off that function. To Python a decorator reaches over blank lines
 * to the next `def`, but nobody writes one there (pycodestyle E304): it belongs to a function yet to be typed. It is taken
 * off only where the decorators next to the `def` are all that this function needs, judged by the others of its block.
 * They become a statement with an `error` expression. `text` is the original text.
 */
export function separateDecorators(block: Statement[], text: string): Statement[] {
  const gaps = new Map<Statement, number>();
  for (const statement of block) {
    if (statement.kind !== 'function' || statement.decorators.length < 2) continue;
    const gap = lastGap(statement.decorators, text);
    if (gap > 0) gaps.set(statement, gap);
  }
  if (gaps.size === 0) return block;
  const usual = commonNames(block.filter((statement) => !gaps.has(statement)));
  return block.flatMap((statement) => {
    const gap = gaps.get(statement);
    if (gap === undefined || statement.kind !== 'function') return [statement];
    const above = statement.decorators.slice(0, gap);
    const own = statement.decorators.slice(gap);
    return belongTogether(above, own, usual) ? [statement] : separated(statement, above, own);
  });
}

/** The index of the first decorator behind the last blank line; 0 without one. */
function lastGap(decorators: readonly Decorator[], text: string): number {
  for (let index = decorators.length - 1; index > 0; index--) {
    const between = text.slice(decorators[index - 1]?.end, decorators[index]?.start);
    if (blankLine.test(between)) return index;
  }
  return 0;
}

function belongTogether(
  above: readonly Decorator[],
  own: readonly Decorator[],
  usual: ReadonlySet<string>,
): boolean {
  const last = above.at(-1);
  if (last === undefined || isIncomplete(last)) return false;
  const names = decoratorNames(own);
  if (usual.size > 0) return ![...usual].every((name) => names.has(name));
  const typed = dottedName(last.expression);
  return typed === undefined || ![...names].some((name) => name.startsWith(typed));
}

function isIncomplete(decorator: Decorator): boolean {
  let incomplete = false;
  walkExpressions(decorator.expression, (expression) => {
    incomplete ||= expression.kind === 'error';
    incomplete ||= expression.kind === 'attribute' && expression.attribute.name === '';
  });
  return incomplete;
}

/** Names of decorators that all decorated functions of a block share. */
function commonNames(block: readonly Statement[]): ReadonlySet<string> {
  let common: Set<string> | undefined;
  for (const statement of block) {
    if (statement.kind !== 'function' || statement.decorators.length === 0) continue;
    const names = decoratorNames(statement.decorators);
    common = common === undefined ? names : new Set([...common].filter((name) => names.has(name)));
  }
  return common ?? new Set();
}

function decoratorNames(decorators: readonly Decorator[]): Set<string> {
  const names = new Set<string>();
  for (const { expression } of decorators) {
    const name = dottedName(expression.kind === 'call' ? expression.callee : expression);
    if (name !== undefined) names.add(name);
  }
  return names;
}

function separated(
  statement: FunctionStatement,
  above: readonly Decorator[],
  own: readonly Decorator[],
): Statement[] {
  const start = statement.start;
  const end = above.at(-1)?.end ?? start;
  const parts = above.map((decorator) => decorator.expression);
  return [
    { kind: 'expression', start, end, value: { kind: 'error', start, end, parts } },
    { ...statement, start: own[0]?.start ?? statement.header.start, decorators: own },
  ];
}
