import { convertExpression, identifier } from './convertExpression';
import { nodeType, type ParseNode } from './pyrightNodes';
import type { Source } from './source';
import type { Expression, Identifier } from './syntax';

/** What the pattern of a `case` binds and what it reads. */
export interface PatternNames {
  readonly captures: Identifier[];
  readonly values: Expression[];
}

export function convertPattern(node: ParseNode, source: Source, names: PatternNames): void {
  switch (node.nodeType) {
    case nodeType.PatternAs:
      for (const pattern of node.d.orPatterns) convertPattern(pattern, source, names);
      if (node.d.target !== undefined) names.captures.push(identifier(node.d.target, source));
      return;
    case nodeType.PatternCapture:
      if (!node.d.isWildcard) names.captures.push(identifier(node.d.target, source));
      return;
    case nodeType.PatternSequence:
      for (const entry of node.d.entries) convertPattern(entry, source, names);
      return;
    case nodeType.PatternLiteral:
    case nodeType.PatternValue:
      names.values.push(convertExpression(node.d.expr, source));
      return;
    case nodeType.PatternClass:
      names.values.push(convertExpression(node.d.className, source));
      for (const argument of node.d.args) convertPattern(argument.d.pattern, source, names);
      return;
    case nodeType.PatternMapping:
      for (const entry of node.d.entries) convertPattern(entry, source, names);
      return;
    case nodeType.PatternMappingKeyEntry:
      convertPattern(node.d.keyPattern, source, names);
      convertPattern(node.d.valuePattern, source, names);
      return;
    case nodeType.PatternMappingExpandEntry:
      names.captures.push(identifier(node.d.target, source));
      return;
    default:
      return;
  }
}
