/** Small readings of Python syntax that several parts of the model share. */
import type { Span } from '../base/text';
import type { Expression, FunctionStatement, Identifier, Statement } from '../python/syntax';
import { childStatements } from '../python/walk';

/** Only the place of a node, so that the model does not hold more of the tree than it says. */
export function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}

/** The last name of `a.b.c` with its place; undefined for anything but names and attributes. */
export function lastName(expression: Expression): Identifier | undefined {
  if (expression.kind === 'attribute') return expression.attribute;
  if (expression.kind === 'name')
    return { name: expression.name, start: expression.start, end: expression.end };
  return undefined;
}

/** The first parameter that `self` can be passed to; empty where there is none. */
export function selfNameOf(fn: FunctionStatement): string {
  const first = fn.parameters.find((parameter) => parameter.kind !== 'separator');
  return first?.kind === 'normal' || first?.kind === 'positional-only' ? (first.name?.name ?? '') : '';
}

/** The parameter list with its parentheses; empty behind the name where there is none yet. */
export function parameterListOf(text: string, fn: FunctionStatement): Span {
  const open = text.indexOf('(', fn.name.end);
  if (open < 0 || open >= fn.header.end) return { start: fn.name.end, end: fn.name.end };
  const last = fn.parameters.at(-1)?.end ?? open + 1;
  const close = text.indexOf(')', last);
  return { start: open, end: close < 0 || close >= fn.header.end ? fn.header.end : close + 1 };
}

/** All statements of a function's own code: compound statements are entered, nested functions and classes are not. */
export function* ownStatements(body: readonly Statement[]): Generator<Statement> {
  for (const statement of body) {
    yield statement;
    if (statement.kind !== 'function' && statement.kind !== 'class')
      yield* ownStatements(childStatements(statement));
  }
}
