/**
 * The parse tree of pyright's parser, as far as our conversion reads it. Only this file and parser.ts import pyright;
 * convertExpression.ts, convertPattern.ts and convertStatement.ts know its nodes through this file.
 */
import type { ParseNodeType } from '@zzzen/pyright-internal/dist/parser/parseNodes';
import type { OperatorType, Token, TokenType } from '@zzzen/pyright-internal/dist/parser/tokenizerTypes';

export type {
  ArgumentNode,
  CaseNode,
  ClassNode,
  ComprehensionNode,
  ErrorNode,
  ExpressionNode,
  FunctionNode,
  IfNode,
  ImportFromNode,
  ModuleNameNode,
  NameNode,
  ParameterNode,
  ParseNode,
  StringListNode,
  SuiteNode,
  TryNode,
} from '@zzzen/pyright-internal/dist/parser/parseNodes';

/** pyright's enumerations exist only as types for us; the compiler holds these numbers against them. */
export const nodeType = {
  Error: 0,
  Assert: 2,
  Assignment: 3,
  AssignmentExpression: 4,
  AugmentedAssignment: 5,
  Await: 6,
  BinaryOperation: 7,
  Break: 8,
  Call: 9,
  Class: 10,
  Comprehension: 11,
  ComprehensionFor: 12,
  Constant: 14,
  Continue: 15,
  Del: 17,
  Dictionary: 18,
  DictionaryExpandEntry: 19,
  DictionaryKeyEntry: 20,
  Ellipsis: 21,
  If: 22,
  Import: 23,
  ImportFrom: 25,
  Index: 27,
  For: 29,
  FormatString: 30,
  Function: 31,
  Global: 32,
  Lambda: 33,
  List: 34,
  MemberAccess: 35,
  Name: 38,
  Nonlocal: 39,
  Number: 40,
  Pass: 42,
  Raise: 43,
  Return: 44,
  Set: 45,
  Slice: 46,
  StatementList: 47,
  StringList: 48,
  String: 49,
  Ternary: 51,
  Tuple: 52,
  Try: 53,
  TypeAnnotation: 54,
  UnaryOperation: 55,
  Unpack: 56,
  While: 57,
  With: 58,
  Yield: 60,
  YieldFrom: 61,
  Match: 63,
  PatternSequence: 65,
  PatternAs: 66,
  PatternLiteral: 67,
  PatternClass: 68,
  PatternCapture: 69,
  PatternMapping: 70,
  PatternMappingKeyEntry: 71,
  PatternMappingExpandEntry: 72,
  PatternValue: 73,
  TypeAlias: 77,
} as const satisfies { readonly [Name in keyof typeof ParseNodeType]?: (typeof ParseNodeType)[Name] };

const tokenType = { EndOfStream: 1, NewLine: 2, Indent: 3, Dedent: 4 } as const satisfies {
  readonly [Name in keyof typeof TokenType]?: (typeof TokenType)[Name];
};

/** Where logical lines begin, behind their indentation. Blank lines and lines inside brackets or strings are none. */
export function* logicalLines(tokens: {
  readonly count: number;
  getItemAt(index: number): Token;
}): Generator<number> {
  let begins = true;
  for (let i = 0; i < tokens.count; i++) {
    const { type, start } = tokens.getItemAt(i);
    if (type === tokenType.EndOfStream) return;
    if (type === tokenType.NewLine) begins = true;
    else if (begins && type !== tokenType.Indent && type !== tokenType.Dedent) {
      begins = false;
      yield start;
    }
  }
}

/** ErrorExpressionCategory.MissingMemberAccessName: a dot with no name behind it. */
export const missingMemberName = 7;

/** ArgCategory and ParamCategory share their numbers: `*x` and `**x`. */
export const category = { star: 1, doubleStar: 2 } as const;

/** StringTokenFlags.Bytes. */
export const bytesFlag = 32;

/** The value of a KeywordType that is a constant. */
export const constantKeywords: { readonly [keyword: number]: 'True' | 'False' | 'None' | '__debug__' } = {
  9: '__debug__',
  15: 'False',
  27: 'None',
  34: 'True',
};

/** How an OperatorType is written. */
export const operatorText: Readonly<Record<OperatorType, string>> = {
  0: '+',
  1: '+=',
  2: '=',
  3: '&',
  4: '&=',
  5: '~',
  6: '|',
  7: '|=',
  8: '^',
  9: '^=',
  10: '/',
  11: '/=',
  12: '==',
  13: '//',
  14: '//=',
  15: '>',
  16: '>=',
  17: '<<',
  18: '<<=',
  19: '<>',
  20: '<',
  21: '<=',
  22: '@',
  23: '@=',
  24: '%',
  25: '%=',
  26: '*',
  27: '*=',
  28: '!=',
  29: '**',
  30: '**=',
  31: '>>',
  32: '>>=',
  33: '-',
  34: '-=',
  35: ':=',
  36: 'and',
  37: 'or',
  38: 'not',
  39: 'is',
  40: 'is not',
  41: 'in',
  42: 'not in',
};
