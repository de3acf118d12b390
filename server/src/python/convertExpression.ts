import {
  type ArgumentNode,
  bytesFlag,
  type ComprehensionNode,
  category,
  constantKeywords,
  type ExpressionNode,
  missingMemberName,
  type NameNode,
  nodeType,
  operatorText,
  type ParameterNode,
  type ParseNode,
  type StringListNode,
} from './pyrightNodes';
import type { Scope, Source } from './source';
import type {
  Argument,
  ComprehensionClause,
  ComprehensionExpression,
  DictEntry,
  Expression,
  Identifier,
  Parameter,
} from './syntax';
import { checkKeywords, checkTarget } from './targets';

const leadingZeros = /^0[\d_]*[1-9][\d_]*$/;

/** An expression of pyright's tree as ours. Spans of parenthesised expressions other than names and strings hold the parentheses. */
export function convertExpression(node: ExpressionNode, source: Source): Expression {
  const start = source.original(node.start);
  const end = source.original(node.start + node.length);
  switch (node.nodeType) {
    case nodeType.Name:
      return { kind: 'name', ...identifier(node, source) };
    case nodeType.MemberAccess: {
      const value = convertExpression(node.d.leftExpr, source);
      return { kind: 'attribute', start, end, value, attribute: identifier(node.d.member, source) };
    }
    case nodeType.StringList:
      return convertStrings(node, source);
    case nodeType.Call: {
      const callee = convertExpression(node.d.leftExpr, source);
      // A call whose parenthesis was not understood reaches over the end of its line.
      const end = source.trimmedEnd(node.start, node.start + node.length);
      const args = convertArguments(node.d.args, source);
      if (args.length > 1) checkKeywords(args, source);
      return { kind: 'call', start, end, callee, args };
    }
    case nodeType.Number: {
      const { value, isImaginary, isInteger } = node.d;
      if (node.length > 1 && leadingZeros.test(source.text.slice(node.start, node.start + node.length)))
        source.report({ start, end }, 'Leading zeros in decimal integer literals are not permitted');
      return { kind: 'number', start, end, value, imaginary: isImaginary, integer: isInteger };
    }
    case nodeType.Constant:
      return { kind: 'constant', start, end, value: constantKeywords[node.d.constType] ?? 'None' };
    case nodeType.Ellipsis:
      return { kind: 'constant', start, end, value: 'Ellipsis' };
    case nodeType.BinaryOperation: {
      const left = convertExpression(node.d.leftExpr, source);
      const right = convertExpression(node.d.rightExpr, source);
      return { kind: 'binary', start, end, operator: operatorText[node.d.operator], left, right };
    }
    case nodeType.UnaryOperation: {
      const operand = convertExpression(node.d.expr, source);
      return { kind: 'unary', start, end, operator: operatorText[node.d.operator], operand };
    }
    case nodeType.List: {
      const only = node.d.items.length === 1 ? node.d.items[0] : undefined;
      if (only?.nodeType === nodeType.Comprehension && !only.d.isGenerator)
        return convertComprehension(only, 'list', start, end, source);
      return { kind: 'list', start, end, elements: convertExpressions(node.d.items, source) };
    }
    case nodeType.Set: {
      const only = node.d.items.length === 1 ? node.d.items[0] : undefined;
      if (only?.nodeType === nodeType.Comprehension && !only.d.isGenerator)
        return convertComprehension(only, 'set', start, end, source);
      return { kind: 'set', start, end, elements: convertExpressions(node.d.items, source) };
    }
    case nodeType.Tuple:
      return { kind: 'tuple', start, end, elements: convertExpressions(node.d.items, source) };
    case nodeType.Dictionary: {
      const entries: DictEntry[] = [];
      for (const item of node.d.items) {
        if (item.nodeType === nodeType.Comprehension) {
          const { expr } = item.d;
          if (node.d.items.length === 1) return convertComprehension(item, 'dict', start, end, source);
          if (expr.nodeType === nodeType.DictionaryKeyEntry) entries.push(convertEntry(expr, source));
        } else entries.push(convertEntry(item, source));
      }
      return { kind: 'dict', start, end, entries };
    }
    case nodeType.Index: {
      const value = convertExpression(node.d.leftExpr, source);
      return { kind: 'subscript', start, end, value, indices: convertArguments(node.d.items, source) };
    }
    case nodeType.Slice: {
      const { startValue, endValue, stepValue } = node.d;
      const lower = startValue && convertExpression(startValue, source);
      const upper = endValue && convertExpression(endValue, source);
      const step = stepValue && convertExpression(stepValue, source);
      return { kind: 'slice', start, end, lower, upper, step };
    }
    case nodeType.Comprehension:
      return convertComprehension(node, 'generator', start, end, source);
    case nodeType.Lambda: {
      const parameters = convertParameters(node.d.params, source);
      const outer = source.scope;
      source.scope = 'function';
      const body = convertExpression(node.d.expr, source);
      source.scope = outer;
      return { kind: 'lambda', start, end, parameters, body };
    }
    case nodeType.Ternary: {
      const test = convertExpression(node.d.testExpr, source);
      const then = convertExpression(node.d.ifExpr, source);
      const otherwise = convertExpression(node.d.elseExpr, source);
      return { kind: 'conditional', start, end, test, then, otherwise };
    }
    case nodeType.Await:
      // At the top of a notebook's cell it is allowed.
      if (source.scope === 'function')
        source.report({ start, end: start + 5 }, '"await" outside async function');
      return { kind: 'await', start, end, value: convertExpression(node.d.expr, source) };
    case nodeType.Yield: {
      checkYield(start, source);
      const value = node.d.expr && convertExpression(node.d.expr, source);
      return { kind: 'yield', start, end, value };
    }
    case nodeType.YieldFrom:
      checkYield(start, source);
      return { kind: 'yield', start, end, value: convertExpression(node.d.expr, source) };
    case nodeType.Unpack:
      return { kind: 'starred', start, end, value: convertExpression(node.d.expr, source) };
    case nodeType.AssignmentExpression: {
      const value = convertExpression(node.d.rightExpr, source);
      return { kind: 'named', start, end, target: identifier(node.d.name, source), value };
    }
    case nodeType.Error: {
      const child = node.d.child && convertExpression(node.d.child, source);
      if (child !== undefined && node.d.category === missingMemberName) {
        const dot = source.original(source.text.indexOf('.', node.d.child ? endOf(node.d.child) : 0) + 1);
        const attribute = { name: '', start: dot, end: dot };
        return { kind: 'attribute', start: child.start, end: dot, value: child, attribute };
      }
      return { kind: 'error', start, end, parts: child === undefined ? [] : [child] };
    }
    case nodeType.Assignment:
    case nodeType.AugmentedAssignment: {
      const parts = convertExpressions([node.d.leftExpr, node.d.rightExpr], source);
      return { kind: 'error', start, end, parts };
    }
    case nodeType.TypeAnnotation: {
      const parts = convertExpressions([node.d.valueExpr, node.d.annotation], source);
      return { kind: 'error', start, end, parts };
    }
    default:
      return { kind: 'error', start, end, parts: [] };
  }
}

export function convertExpressions(nodes: readonly ExpressionNode[], source: Source): Expression[] {
  const expressions: Expression[] = [];
  for (const node of nodes) expressions.push(convertExpression(node, source));
  return expressions;
}

/** A name at its own place: the parser stretches the node itself over parentheses. */
export function identifier(node: NameNode, source: Source): Identifier {
  const { start, length } = node.d.token;
  return source.identifier(node.d.value, start, length);
}

export function convertArguments(nodes: readonly ArgumentNode[], source: Source): Argument[] {
  const args: Argument[] = [];
  for (const node of nodes) {
    const value = convertExpression(node.d.valueExpr, source);
    const start = source.original(node.start);
    const end = Math.max(value.end, source.original(node.start + node.length));
    if (node.d.name !== undefined) args.push({ start, end, name: identifier(node.d.name, source), value });
    else if (node.d.argCategory === category.star) args.push({ start, end, unpack: '*', value });
    else if (node.d.argCategory === category.doubleStar) args.push({ start, end, unpack: '**', value });
    else args.push({ start, end, value });
  }
  return args;
}

export function convertParameters(nodes: readonly ParameterNode[], source: Source): Parameter[] {
  const isSlash = (node: ParameterNode) => node.d.name === undefined && source.text[node.start] === '/';
  const slash = nodes.findIndex(isSlash);
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const [index, node] of nodes.entries()) {
    const { name, annotation, defaultValue } = node.d;
    let kind: Parameter['kind'] = index < slash ? 'positional-only' : keywordOnly ? 'keyword-only' : 'normal';
    if (node.d.category === category.doubleStar) kind = 'kwargs';
    else if (node.d.category === category.star) {
      kind = name === undefined ? 'separator' : 'args';
      keywordOnly = true;
    } else if (index === slash) kind = 'separator';
    parameters.push({
      start: source.original(node.start),
      end: source.original(Math.max(endOf(name), endOf(annotation), endOf(defaultValue), node.start + 1)),
      kind,
      name: name && identifier(name, source),
      annotation: annotation && convertExpression(annotation, source),
      default: defaultValue && convertExpression(defaultValue, source),
    });
  }
  return parameters;
}

function checkYield(start: number, source: Source): void {
  if (source.scope === 'module' || source.scope === 'class')
    source.report({ start, end: start + 5 }, '"yield" outside function');
  else if (source.scope === 'comprehension')
    source.report({ start, end: start + 5 }, '"yield" inside comprehension');
}

function endOf(node: ParseNode | undefined): number {
  return node === undefined ? 0 : node.start + node.length;
}

function convertEntry(node: ParseNode, source: Source): DictEntry {
  if (node.nodeType === nodeType.DictionaryKeyEntry) {
    const key = convertExpression(node.d.keyExpr, source);
    return { key, value: convertExpression(node.d.valueExpr, source) };
  }
  if (node.nodeType === nodeType.DictionaryExpandEntry)
    return { value: convertExpression(node.d.expr, source) };
  const start = source.original(node.start);
  return { value: { kind: 'error', start, end: source.original(endOf(node)), parts: [] } };
}

function convertComprehension(
  node: ComprehensionNode,
  type: ComprehensionExpression['type'],
  start: number,
  end: number,
  source: Source,
): ComprehensionExpression {
  const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
  const outer = source.scope;
  for (const clause of node.d.forIfNodes) {
    if (clause.nodeType === nodeType.ComprehensionFor) {
      // The first iterable is evaluated outside.
      const iterable = convertExpression(clause.d.iterableExpr, source);
      source.scope = inComprehension(outer);
      const target = convertExpression(clause.d.targetExpr, source);
      checkTarget(target, 'assign to', source);
      clauses.push({ target, iterable, conditions: [] });
    } else clauses.at(-1)?.conditions.push(convertExpression(clause.d.testExpr, source));
  }
  const { key, value } = convertElement(node.d.expr, source);
  source.scope = outer;
  const comprehension = { kind: 'comprehension', start, end, type, element: value } as const;
  const typed: readonly ComprehensionClause[] = clauses;
  return key === undefined ? { ...comprehension, clauses: typed } : { ...comprehension, key, clauses: typed };
}

/** `await` depends on the function around; a comprehension in a plain function stays on the safe side. */
function inComprehension(outer: Scope): Scope {
  return outer === 'module' || outer === 'class' ? outer : 'comprehension';
}

function convertElement(node: ParseNode, source: Source): DictEntry {
  switch (node.nodeType) {
    case nodeType.DictionaryKeyEntry:
    case nodeType.DictionaryExpandEntry:
      return convertEntry(node, source);
    default:
      return { value: convertExpression(node as ExpressionNode, source) };
  }
}

function convertStrings(node: StringListNode, source: Source): Expression {
  const { strings } = node.d;
  const first = strings[0];
  const last = strings.at(-1);
  const start = source.original(first?.start ?? node.start);
  const end = source.original(endOf(last ?? node));
  const parts: Expression[] = [];
  let value = '';
  let format = false;
  let bytes = false;
  let characters = false;
  for (const part of strings) {
    if (part.nodeType === nodeType.FormatString) {
      format = true;
      characters = true;
      for (const field of part.d.fieldExprs) parts.push(convertExpression(field, source));
    } else {
      value += part.d.value;
      if ((part.d.token.flags & bytesFlag) !== 0) bytes = true;
      else characters = true;
    }
  }
  if (bytes && characters) source.report({ start, end }, 'Bytes and other string literals cannot be mixed');
  return format ? { kind: 'fstring', start, end, parts } : { kind: 'string', start, end, value, bytes };
}
