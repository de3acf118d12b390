import type { Span } from '../base/text';
import {
  convertArguments,
  convertExpression,
  convertExpressions,
  convertParameters,
  identifier,
} from './convertExpression';
import { convertPattern, type PatternNames } from './convertPattern';
import { separateDecorators } from './decorators';
import {
  type CaseNode,
  type ClassNode,
  type ExpressionNode,
  type FunctionNode,
  type IfNode,
  type ImportFromNode,
  type ModuleNameNode,
  nodeType,
  operatorText,
  type ParseNode,
  type SuiteNode,
  type TryNode,
} from './pyrightNodes';
import type { Scope, Source } from './source';
import type {
  AssignStatement,
  Decorator,
  Expression,
  Identifier,
  IfStatement,
  ImportFromStatement,
  MatchCase,
  Statement,
  TryStatement,
} from './syntax';
import { checkSingleTarget, checkTarget } from './targets';

/** The statements of a block; simple statements on one line become statements of their own. */
export function convertStatements(nodes: readonly ParseNode[], source: Source): Statement[] {
  const statements: Statement[] = [];
  for (const node of nodes) {
    if (node.nodeType === nodeType.StatementList) {
      for (const simple of node.d.statements) statements.push(convertStatement(simple, source));
    } else statements.push(convertStatement(node, source));
  }
  return separateDecorators(statements, source.originalText);
}

/** The body of a function or class. */
function convertScope(node: SuiteNode, scope: Scope, source: Source): Statement[] {
  const outer = source.scope;
  source.scope = scope;
  const body = convertSuite(node, source);
  source.scope = outer;
  return body;
}

function checkAsync(start: number, source: Source): void {
  // At the top of a notebook's cell it is allowed.
  if (source.scope === 'function') source.report({ start, end: start + 5 }, '"async" outside async function');
}

function convertSuite(node: SuiteNode | undefined, source: Source): Statement[] {
  return node === undefined ? [] : convertStatements(node.d.statements, source);
}

function convertStatement(node: ParseNode, source: Source): Statement {
  const start = source.original(node.start);
  const end = source.original(node.start + node.length);
  switch (node.nodeType) {
    case nodeType.Assignment:
      return convertAssignment(node, source);
    case nodeType.TypeAnnotation: {
      const target = convertExpression(node.d.valueExpr, source);
      const annotation = convertExpression(node.d.annotation, source);
      checkSingleTarget(target, 'annotated', source);
      return { kind: 'assign', start, end, targets: [target], annotation };
    }
    case nodeType.AugmentedAssignment: {
      const target = convertExpression(node.d.leftExpr, source);
      const value = convertExpression(node.d.rightExpr, source);
      const operator = operatorText[node.d.operator];
      checkSingleTarget(target, 'the target of an augmented assignment', source);
      return { kind: 'augmented-assign', start, end, target, operator, value };
    }
    case nodeType.Function:
      return convertFunction(node, source);
    case nodeType.Class:
      return convertClass(node, source);
    case nodeType.If:
      return convertIf(node, source);
    case nodeType.For: {
      const target = convertExpression(node.d.targetExpr, source);
      checkTarget(target, 'assign to', source);
      if (node.d.isAsync) checkAsync(start, source);
      const iterable = convertExpression(node.d.iterableExpr, source);
      const body = convertSuite(node.d.forSuite, source);
      const orelse = convertSuite(node.d.elseSuite, source);
      return { kind: 'for', start, end, async: node.d.isAsync === true, target, iterable, body, orelse };
    }
    case nodeType.While: {
      const test = convertExpression(node.d.testExpr, source);
      const body = convertSuite(node.d.whileSuite, source);
      return { kind: 'while', start, end, test, body, orelse: convertSuite(node.d.elseSuite, source) };
    }
    case nodeType.With: {
      if (node.d.isAsync) checkAsync(start, source);
      const items = node.d.withItems.map((item) => {
        const target = item.d.target && convertExpression(item.d.target, source);
        if (target !== undefined) checkTarget(target, 'assign to', source);
        return { value: convertExpression(item.d.expr, source), target };
      });
      const body = convertSuite(node.d.suite, source);
      return { kind: 'with', start, end, async: node.d.isAsync === true, items, body };
    }
    case nodeType.Try:
      return convertTry(node, source);
    case nodeType.Match: {
      const subject = convertExpression(node.d.expr, source);
      return {
        kind: 'match',
        start,
        end,
        subject,
        cases: node.d.cases.map((one) => convertCase(one, source)),
      };
    }
    case nodeType.Import: {
      const names = node.d.list.map((item) => ({
        name: moduleName(item.d.module, source),
        alias: item.d.alias && identifier(item.d.alias, source),
      }));
      return { kind: 'import', start, end, names };
    }
    case nodeType.ImportFrom:
      return convertImportFrom(node, source);
    case nodeType.Return: {
      const value = node.d.expr && convertExpression(node.d.expr, source);
      return { kind: 'return', start, end, value };
    }
    case nodeType.Raise: {
      const value = node.d.expr && convertExpression(node.d.expr, source);
      const cause = node.d.fromExpr && convertExpression(node.d.fromExpr, source);
      return { kind: 'raise', start, end, value, cause };
    }
    case nodeType.Assert: {
      const test = convertExpression(node.d.testExpr, source);
      const message = node.d.exceptionExpr && convertExpression(node.d.exceptionExpr, source);
      return { kind: 'assert', start, end, test, message };
    }
    case nodeType.Del: {
      const targets = convertExpressions(node.d.targets, source);
      for (const target of targets) checkTarget(target, 'delete', source);
      return { kind: 'delete', start, end, targets };
    }
    case nodeType.Global:
    case nodeType.Nonlocal: {
      const names = node.d.targets.map((target) => identifier(target, source));
      if (node.nodeType === nodeType.Nonlocal && source.scope === 'module')
        source.report({ start, end }, 'Nonlocal declaration not allowed at module level');
      return { kind: node.nodeType === nodeType.Global ? 'global' : 'nonlocal', start, end, names };
    }
    case nodeType.Pass:
      return { kind: 'pass', start, end };
    case nodeType.Break:
      return { kind: 'break', start, end };
    case nodeType.Continue:
      return { kind: 'continue', start, end };
    case nodeType.TypeAlias: {
      const name = identifier(node.d.name, source);
      return { kind: 'type-alias', start, end, name, value: convertExpression(node.d.expr, source) };
    }
    case nodeType.Error: {
      const parts = (node.d.decorators ?? []).map((one) => convertExpression(one.d.expr, source));
      if (node.d.child !== undefined) parts.push(convertExpression(node.d.child, source));
      if (parts.length === 1 && node.d.decorators === undefined)
        return { kind: 'expression', start, end, value: convertExpression(node, source) };
      return errorStatement(start, end, parts);
    }
    default: {
      const value = convertExpression(node as ExpressionNode, source);
      return {
        kind: 'expression',
        start: Math.min(start, value.start),
        end: Math.max(end, value.end),
        value,
      };
    }
  }
}

function errorStatement(start: number, end: number, parts: Expression[]): Statement {
  return { kind: 'expression', start, end, value: { kind: 'error', start, end, parts } };
}

/** `a = b = value` is nested from the last target inwards in pyright's tree. */
function convertAssignment(node: ParseNode, source: Source): AssignStatement {
  const targets: Expression[] = [];
  let annotation: Expression | undefined;
  let value = node;
  while (value.nodeType === nodeType.Assignment) {
    const { leftExpr, rightExpr } = value.d;
    if (leftExpr.nodeType === nodeType.TypeAnnotation) {
      const target = convertExpression(leftExpr.d.valueExpr, source);
      checkSingleTarget(target, 'annotated', source);
      targets.push(target);
      annotation = convertExpression(leftExpr.d.annotation, source);
    } else {
      const target = convertExpression(leftExpr, source);
      checkTarget(target, 'assign to', source);
      targets.push(target);
    }
    value = rightExpr;
  }
  targets.reverse();
  const converted = convertExpression(value as ExpressionNode, source);
  const start = targets[0]?.start ?? converted.start;
  return { kind: 'assign', start, end: converted.end, targets, annotation, value: converted };
}

function convertDecorators(nodes: FunctionNode['d']['decorators'], source: Source): Decorator[] {
  return nodes.map((node) => {
    const expression = convertExpression(node.d.expr, source);
    const start = source.original(node.start);
    return { start, end: Math.max(expression.end, start + 1), expression };
  });
}

/** From the keyword to the colon, or to where the colon is missing. */
function header(keyword: number, suite: SuiteNode, last: number, source: Source): Span {
  const colon = source.text[suite.start] === ':' ? suite.start + 1 : last;
  return { start: source.original(keyword), end: source.original(Math.max(colon, keyword)) };
}

function convertFunction(node: FunctionNode, source: Source): Statement {
  const { d } = node;
  const def = d.firstToken.start;
  const keyword = d.isAsync ? Math.max(0, source.text.lastIndexOf('async', def)) : def;
  const nameEnd = d.name.start + d.name.length;
  return {
    kind: 'function',
    start: source.original(node.start),
    end: source.trimmedEnd(nameEnd, node.start + node.length),
    async: d.isAsync,
    name: identifier(d.name, source),
    parameters: convertParameters(d.params, source),
    returns: d.returnAnnotation && convertExpression(d.returnAnnotation, source),
    decorators: convertDecorators(d.decorators, source),
    header: header(keyword, d.suite, nameEnd, source),
    body: convertScope(d.suite, d.isAsync ? 'async function' : 'function', source),
  };
}

function convertClass(node: ClassNode, source: Source): Statement {
  const { d } = node;
  const decorators = convertDecorators(d.decorators, source);
  const start = source.original(node.start);
  // Decorators with nothing below them come as a class without a keyword.
  if (d.firstToken.length === 0) {
    const end = decorators.at(-1)?.end ?? start;
    return errorStatement(
      start,
      end,
      decorators.map((decorator) => decorator.expression),
    );
  }
  const keyword = d.firstToken.start;
  const named = d.name.length > 0;
  const nameEnd = named ? d.name.start + d.name.length : keyword + d.firstToken.length;
  return {
    kind: 'class',
    start,
    end: source.trimmedEnd(nameEnd, node.start + node.length),
    name: named ? identifier(d.name, source) : emptyName(source.original(nameEnd)),
    bases: convertArguments(d.arguments, source),
    decorators,
    header: header(keyword, d.suite, nameEnd, source),
    body: convertScope(d.suite, 'class', source),
  };
}

function convertIf(node: IfNode, source: Source): IfStatement {
  const { testExpr, ifSuite, elseSuite } = node.d;
  return {
    kind: 'if',
    start: source.original(node.start),
    end: source.original(node.start + node.length),
    test: convertExpression(testExpr, source),
    body: convertSuite(ifSuite, source),
    orelse:
      elseSuite?.nodeType === nodeType.If ? [convertIf(elseSuite, source)] : convertSuite(elseSuite, source),
  };
}

function convertTry(node: TryNode, source: Source): TryStatement {
  return {
    kind: 'try',
    start: source.original(node.start),
    end: source.original(node.start + node.length),
    body: convertSuite(node.d.trySuite, source),
    handlers: node.d.exceptClauses.map((clause) => ({
      start: source.original(clause.start),
      end: source.original(clause.start + clause.length),
      type: clause.d.typeExpr && convertExpression(clause.d.typeExpr, source),
      name: clause.d.name && identifier(clause.d.name, source),
      body: convertSuite(clause.d.exceptSuite, source),
    })),
    orelse: convertSuite(node.d.elseSuite, source),
    finalbody: convertSuite(node.d.finallySuite, source),
  };
}

function convertCase(node: CaseNode, source: Source): MatchCase {
  const names: PatternNames = { captures: [], values: [] };
  convertPattern(node.d.pattern, source, names);
  return {
    start: source.original(node.start),
    end: source.original(node.start + node.length),
    captures: names.captures,
    values: names.values,
    guard: node.d.guardExpr && convertExpression(node.d.guardExpr, source),
    body: convertSuite(node.d.suite, source),
  };
}

function convertImportFrom(node: ImportFromNode, source: Source): ImportFromStatement {
  const { module, imports, isWildcardImport } = node.d;
  if (isWildcardImport && source.scope !== 'module')
    source.report(span(node, source), '"import *" is only allowed at module level');
  return {
    kind: 'import-from',
    start: source.original(node.start),
    end: source.original(node.start + node.length),
    module: moduleName(module, source),
    level: module.d.leadingDots,
    names: imports.map((item) => ({
      name: identifier(item.d.name, source),
      alias: item.d.alias && identifier(item.d.alias, source),
    })),
    star: isWildcardImport,
  };
}

function moduleName(node: ModuleNameNode, source: Source): Identifier {
  const parts = node.d.nameParts;
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return emptyName(source.original(node.start + node.length));
  const name = parts.map((part) => part.d.value).join('.');
  return source.identifier(name, first.start, last.start + last.length - first.start);
}

function span(node: ParseNode, source: Source): Span {
  return { start: source.original(node.start), end: source.original(node.start + node.length) };
}

function emptyName(offset: number): Identifier {
  return { name: '', start: offset, end: offset };
}
