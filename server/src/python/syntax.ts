/**
 * Python syntax as plain readonly values with absolute UTF-16 offsets, independent of the parser that made them.
 * Nodes exist for half-typed source too; what could not be understood is an `error` node that keeps its parts.
 */
import type { Span } from '../base/text';

/** A name with its place. */
export interface Identifier extends Span {
  readonly name: string;
}

export type Expression =
  | NameExpression
  | AttributeExpression
  | CallExpression
  | StringExpression
  | FStringExpression
  | NumberExpression
  | ConstantExpression
  | SequenceExpression
  | DictExpression
  | SubscriptExpression
  | SliceExpression
  | UnaryExpression
  | BinaryExpression
  | LambdaExpression
  | ConditionalExpression
  | ComprehensionExpression
  | AwaitExpression
  | YieldExpression
  | StarredExpression
  | NamedExpression
  | ErrorExpression;

export interface NameExpression extends Span {
  readonly kind: 'name';
  readonly name: string;
}
export interface AttributeExpression extends Span {
  readonly kind: 'attribute';
  readonly value: Expression;
  /** The name behind the dot; empty where nothing has been typed yet. */
  readonly attribute: Identifier;
}
export interface Argument extends Span {
  /** Set for `name=value`. */
  readonly name?: Identifier;
  /** `*` or `**` in front of the value. */
  readonly unpack?: '*' | '**';
  readonly value: Expression;
}
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
}
/** A string or bytes literal without replacement fields; adjacent literals are one node. */
export interface StringExpression extends Span {
  readonly kind: 'string';
  readonly value: string;
  readonly bytes: boolean;
}
/** An f-string (or t-string): its value is not known, its replacement fields are `parts`. */
export interface FStringExpression extends Span {
  readonly kind: 'fstring';
  readonly parts: readonly Expression[];
}
export interface NumberExpression extends Span {
  readonly kind: 'number';
  readonly value: number | bigint;
  readonly imaginary: boolean;
  /** Whether it is written as an integer. */
  readonly integer: boolean;
}
export interface ConstantExpression extends Span {
  readonly kind: 'constant';
  readonly value: 'True' | 'False' | 'None' | 'Ellipsis' | '__debug__';
}
export interface SequenceExpression extends Span {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly elements: readonly Expression[];
}
export interface DictEntry {
  /** Absent for `**value`. */
  readonly key?: Expression;
  readonly value: Expression;
}
export interface DictExpression extends Span {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}
export interface SubscriptExpression extends Span {
  readonly kind: 'subscript';
  readonly value: Expression;
  readonly indices: readonly Argument[];
}
export interface SliceExpression extends Span {
  readonly kind: 'slice';
  readonly lower?: Expression;
  readonly upper?: Expression;
  readonly step?: Expression;
}
export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}
/** Arithmetic, comparison (`in`, `not in`, `is`, `is not` included) and `and`/`or`. */
export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface LambdaExpression extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
export interface ConditionalExpression extends Span {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}
export interface ComprehensionExpression extends Span {
  readonly kind: 'comprehension';
  readonly type: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expression;
  /** The key of a dict comprehension. */
  readonly key?: Expression;
  readonly clauses: readonly ComprehensionClause[];
}
export interface AwaitExpression extends Span {
  readonly kind: 'await';
  readonly value: Expression;
}
export interface YieldExpression extends Span {
  readonly kind: 'yield';
  readonly value?: Expression;
}
export interface StarredExpression extends Span {
  readonly kind: 'starred';
  readonly value: Expression;
}
export interface NamedExpression extends Span {
  readonly kind: 'named';
  readonly target: Identifier;
  readonly value: Expression;
}
export interface ErrorExpression extends Span {
  readonly kind: 'error';
  readonly parts: readonly Expression[];
}

export interface Parameter extends Span {
  /** Absent for a lone `*` or `/`. */
  readonly name?: Identifier;
  readonly kind: 'positional-only' | 'normal' | 'keyword-only' | 'args' | 'kwargs' | 'separator';
  readonly annotation?: Expression;
  readonly default?: Expression;
}

export type Statement =
  | ExpressionStatement
  | AssignStatement
  | AugmentedAssignStatement
  | ReturnStatement
  | DeleteStatement
  | RaiseStatement
  | AssertStatement
  | SimpleStatement
  | ScopeStatement
  | ImportStatement
  | ImportFromStatement
  | IfStatement
  | ForStatement
  | WhileStatement
  | WithStatement
  | TryStatement
  | MatchStatement
  | FunctionStatement
  | ClassStatement
  | TypeAliasStatement;

export interface ExpressionStatement extends Span {
  readonly kind: 'expression';
  readonly value: Expression;
}
/** `a = b = value`, `a: T = value` and a bare `a: T` (no value). */
export interface AssignStatement extends Span {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  readonly annotation?: Expression;
  readonly value?: Expression;
}
export interface AugmentedAssignStatement extends Span {
  readonly kind: 'augmented-assign';
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}
export interface ReturnStatement extends Span {
  readonly kind: 'return';
  readonly value?: Expression;
}
export interface DeleteStatement extends Span {
  readonly kind: 'delete';
  readonly targets: readonly Expression[];
}
export interface RaiseStatement extends Span {
  readonly kind: 'raise';
  readonly value?: Expression;
  readonly cause?: Expression;
}
export interface AssertStatement extends Span {
  readonly kind: 'assert';
  readonly test: Expression;
  readonly message?: Expression;
}
export interface SimpleStatement extends Span {
  readonly kind: 'pass' | 'break' | 'continue';
}
export interface ScopeStatement extends Span {
  readonly kind: 'global' | 'nonlocal';
  readonly names: readonly Identifier[];
}
export interface ImportedName {
  /** Dotted for `import a.b`. */
  readonly name: Identifier;
  readonly alias?: Identifier;
}
export interface ImportStatement extends Span {
  readonly kind: 'import';
  readonly names: readonly ImportedName[];
}
export interface ImportFromStatement extends Span {
  readonly kind: 'import-from';
  /** Dotted, empty for `from . import x`. */
  readonly module: Identifier;
  /** Leading dots. */
  readonly level: number;
  readonly names: readonly ImportedName[];
  /** `from m import *`. */
  readonly star: boolean;
}
/** `elif` is an `if` alone in `orelse`. */
export interface IfStatement extends Span {
  readonly kind: 'if';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface ForStatement extends Span {
  readonly kind: 'for';
  readonly async: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface WhileStatement extends Span {
  readonly kind: 'while';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}
export interface WithItem {
  readonly value: Expression;
  readonly target?: Expression;
}
export interface WithStatement extends Span {
  readonly kind: 'with';
  readonly async: boolean;
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}
export interface ExceptHandler extends Span {
  readonly type?: Expression;
  readonly name?: Identifier;
  readonly body: readonly Statement[];
}
export interface TryStatement extends Span {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}
export interface MatchCase extends Span {
  /** Names that the pattern binds. */
  readonly captures: readonly Identifier[];
  /** Values that the pattern reads (`Color.RED`, class names, literals). */
  readonly values: readonly Expression[];
  readonly guard?: Expression;
  readonly body: readonly Statement[];
}
export interface MatchStatement extends Span {
  readonly kind: 'match';
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}
export interface Decorator extends Span {
  /** Behind the `@`. */
  readonly expression: Expression;
}
export interface FunctionStatement extends Span {
  readonly kind: 'function';
  readonly async: boolean;
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly returns?: Expression;
  /** Outermost first, as written. The statement's span starts at the first one. */
  readonly decorators: readonly Decorator[];
  /** The `def` (or `async`) keyword up to and with the colon. */
  readonly header: Span;
  readonly body: readonly Statement[];
}
export interface ClassStatement extends Span {
  readonly kind: 'class';
  readonly name: Identifier;
  readonly bases: readonly Argument[];
  readonly decorators: readonly Decorator[];
  readonly header: Span;
  readonly body: readonly Statement[];
}
export interface TypeAliasStatement extends Span {
  readonly kind: 'type-alias';
  readonly name: Identifier;
  readonly value: Expression;
}

export interface Comment extends Span {
  /** Without the `#`, trimmed. */
  readonly text: string;
}

export interface SyntaxProblem extends Span {
  readonly message: string;
}

/** A whole file. */
export interface Module {
  readonly text: string;
  readonly body: readonly Statement[];
  /** Only comments that could matter to a tool: those that contain `stepwise:`. In source order. */
  readonly comments: readonly Comment[];
  /** What keeps Python from compiling the text. Empty for valid source. */
  readonly problems: readonly SyntaxProblem[];
}
