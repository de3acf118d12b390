import type { Argument, Expression, Parameter, Statement } from './syntax';

/** A Python value that a literal spells: None is null, tuples are arrays, dicts have string keys. */
export type Literal =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal };

/**
 * Visits the expressions of a statement, or an expression itself and those in it, outer before inner, in source order.
 * Statements within a compound statement are not entered (see `childStatements`). `visit` returns false to leave out
 * what is inside the expression.
 */
export function walkExpressions(
  node: Statement | Expression,
  visit: (expression: Expression) => unknown,
): void {
  if (isStatement(node)) {
    for (const expression of statementExpressions(node)) walkExpressions(expression, visit);
  } else if (visit(node) !== false) {
    for (const child of childExpressions(node)) walkExpressions(child, visit);
  }
}

const statementKinds: ReadonlySet<string> = new Set<Statement['kind']>([
  'expression',
  'assign',
  'augmented-assign',
  'return',
  'delete',
  'raise',
  'assert',
  'pass',
  'break',
  'continue',
  'global',
  'nonlocal',
  'import',
  'import-from',
  'if',
  'for',
  'while',
  'with',
  'try',
  'match',
  'function',
  'class',
  'type-alias',
]);

function isStatement(node: Statement | Expression): node is Statement {
  return statementKinds.has(node.kind);
}

/** The expressions that are directly part of a statement, in source order; those of statements inside it are not. */
export function statementExpressions(statement: Statement): Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.value];
    case 'assign':
      return present(...statement.targets, statement.annotation, statement.value);
    case 'augmented-assign':
      return [statement.target, statement.value];
    case 'return':
      return present(statement.value);
    case 'delete':
      return [...statement.targets];
    case 'raise':
      return present(statement.value, statement.cause);
    case 'assert':
      return present(statement.test, statement.message);
    case 'if':
    case 'while':
      return [statement.test];
    case 'for':
      return [statement.target, statement.iterable];
    case 'with':
      return statement.items.flatMap((item) => present(item.value, item.target));
    case 'try':
      return statement.handlers.flatMap((handler) => present(handler.type));
    case 'match':
      return [statement.subject, ...statement.cases.flatMap((one) => present(...one.values, one.guard))];
    case 'function':
      return present(
        ...statement.decorators.map((decorator) => decorator.expression),
        ...parameterExpressions(statement.parameters),
        statement.returns,
      );
    case 'class':
      return [
        ...statement.decorators.map((decorator) => decorator.expression),
        ...argumentExpressions(statement.bases),
      ];
    case 'type-alias':
      return [statement.value];
    default:
      return [];
  }
}

/** The expressions directly inside an expression, in source order. */
export function childExpressions(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'attribute':
    case 'await':
    case 'starred':
    case 'named':
      return [expression.value];
    case 'call':
      return [expression.callee, ...argumentExpressions(expression.args)];
    case 'fstring':
    case 'error':
      return [...expression.parts];
    case 'list':
    case 'tuple':
    case 'set':
      return [...expression.elements];
    case 'dict':
      return expression.entries.flatMap((entry) => present(entry.key, entry.value));
    case 'subscript':
      return [expression.value, ...argumentExpressions(expression.indices)];
    case 'slice':
      return present(expression.lower, expression.upper, expression.step);
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'lambda':
      return [...parameterExpressions(expression.parameters), expression.body];
    case 'conditional':
      return [expression.then, expression.test, expression.otherwise];
    case 'comprehension':
      return [
        ...present(expression.key, expression.element),
        ...expression.clauses.flatMap((clause) => [clause.target, clause.iterable, ...clause.conditions]),
      ];
    case 'yield':
      return present(expression.value);
    default:
      return [];
  }
}

function present(...expressions: readonly (Expression | undefined)[]): Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}

function argumentExpressions(args: readonly Argument[]): Expression[] {
  return args.map((argument) => argument.value);
}

function parameterExpressions(parameters: readonly Parameter[]): Expression[] {
  return parameters.flatMap((parameter) => present(parameter.annotation, parameter.default));
}

/** The statements directly inside a statement, in source order; empty for simple statements. */
export function childStatements(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'if':
    case 'for':
    case 'while':
      return [...statement.body, ...statement.orelse];
    case 'with':
    case 'function':
    case 'class':
      return statement.body;
    case 'try':
      return [
        ...statement.body,
        ...statement.handlers.flatMap((handler) => handler.body),
        ...statement.orelse,
        ...statement.finalbody,
      ];
    case 'match':
      return statement.cases.flatMap((one) => one.body);
    default:
      return [];
  }
}

/** `a.b.c` for names and attributes of names; undefined for anything else. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'attribute') return undefined;
  const value = dottedName(expression.value);
  return value === undefined ? undefined : `${value}.${expression.attribute.name}`;
}

/** The value that a literal spells; undefined where the value is not known from the text alone. */
export function literal(expression: Expression): Literal | undefined {
  switch (expression.kind) {
    case 'string':
      return expression.bytes ? undefined : expression.value;
    case 'number':
      return expression.imaginary ? undefined : expression.value;
    case 'constant':
      if (expression.value === 'None') return null;
      if (expression.value === 'True' || expression.value === 'False') return expression.value === 'True';
      return undefined;
    case 'unary':
      return signed(expression.operator, literal(expression.operand));
    case 'list':
    case 'tuple': {
      const elements = expression.elements.map(literal);
      return elements.every((element) => element !== undefined) ? elements : undefined;
    }
    case 'dict': {
      const entries: [string, Literal][] = [];
      for (const entry of expression.entries) {
        const key = entry.key && literal(entry.key);
        const value = literal(entry.value);
        if (typeof key !== 'string' || value === undefined) return undefined;
        entries.push([key, value]);
      }
      return Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}

function signed(operator: string, value: Literal | undefined): Literal | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  if (operator === '-') return -value;
  return operator === '+' ? value : undefined;
}

/** The docstring of a module, class or function body, without its indentation (as inspect.cleandoc gives it). */
export function docstring(body: readonly Statement[]): string | undefined {
  const first = body[0];
  if (first?.kind !== 'expression' || first.value.kind !== 'string' || first.value.bytes) return undefined;
  const lines = first.value.value.split(/\r\n|\r|\n/).map(expandTabs);
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(1)) {
    const content = line.trimStart();
    if (content !== '') margin = Math.min(margin, line.length - content.length);
  }
  const cleaned = lines.map((line, index) => (index === 0 ? line.trimStart() : line.slice(margin)));
  while (cleaned.length > 0 && cleaned.at(-1) === '') cleaned.pop();
  while (cleaned.length > 0 && cleaned[0] === '') cleaned.shift();
  return cleaned.join('\n');
}

/** Tabs as spaces up to columns that are multiples of 8. */
function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let expanded = '';
  for (const character of line) {
    expanded += character === '\t' ? ' '.repeat(8 - (expanded.length % 8)) : character;
  }
  return expanded;
}
