/**
 * A Metaflow flow as readonly values. All spans are UTF-16 offsets into the text of the file named by `source`,
 * which for an inherited step may be another file than the flow's.
 */
import type { Span } from '../base/text';
import type { Expression, FunctionStatement, Identifier } from '../python/syntax';

/** Metaflow's internal node types (metaflow/graph.py, 2.19.38); null where no transition was recognised. */
export type StepType = 'start' | 'linear' | 'join' | 'split' | 'foreach' | 'split-switch' | 'end' | null;

/** A decorator as written on a step or a flow class. */
export interface FlowDecorator extends Span {
  /** Last name of the decorator expression: `retry` for `@metaflow.retry(times=2)`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Dotted as written: `metaflow.retry`. */
  readonly path: string;
  /** Whether the name resolves to something imported from metaflow (also through `*` and aliases). */
  readonly fromMetaflow: boolean;
  readonly args: readonly DecoratorArgument[];
}
export interface DecoratorArgument extends Span {
  readonly name?: Identifier;
  readonly value: Expression;
}

/** One target of a transition. */
export interface Target {
  /** The step it means: the last name of the expression, as Metaflow reads it. */
  readonly name: string;
  /** That name's place; where nothing is typed behind the dot it is empty. */
  readonly span: Span;
  /** The switch case that leads there, if any. */
  readonly caseKey?: string;
}

/** A `self.next(...)` that is the last statement of a step. */
export interface Transition {
  /** The whole call. */
  readonly span: Span;
  /** `self.next`. */
  readonly callee: Span;
  /** Metaflow's node type for it; null where the form is invalid (but `foreach` for one with too many targets). */
  readonly type: 'linear' | 'join' | 'split' | 'foreach' | 'split-switch' | null;
  /** Not one of the supported forms (Metaflow's invalid_tail_next). */
  readonly invalid?: { readonly span: Span; readonly reason: string };
  /** As Metaflow's out_funcs: in order, duplicates kept; filled for some invalid forms too. */
  readonly targets: readonly Target[];
  /** Literal value of `foreach=`, with its place. `value` is undefined where it is no string literal. */
  readonly foreach?: Span & { readonly value?: string; readonly expression: Expression };
  /** `num_parallel=`; `value` is undefined where it is no number literal. */
  readonly numParallel?: Span & { readonly value?: number; readonly expression: Expression };
  readonly condition?: Span & { readonly value?: string };
  /** Switch cases by key, as Metaflow collapses them; a config key reads `config:name.key`. */
  readonly switchCases?: ReadonlyMap<string, string>;
}

/** A use of `self.<name>` in a step's body. */
export interface ArtifactAccess extends Span {
  readonly name: string;
  readonly kind: 'write' | 'read' | 'delete';
}

export interface Step {
  /** The attribute name on the class, which is what Metaflow calls the step (`b = a` makes a second step). */
  readonly name: string;
  /** The name in its `def`. */
  readonly nameSpan: Span;
  /** Decorators and body included. */
  readonly span: Span;
  /** `def name(...):`. */
  readonly header: Span;
  /** URI of the file that holds it. */
  readonly source: string;
  /** Class that defines it. */
  readonly definedIn: string;
  readonly async: boolean;
  readonly node: FunctionStatement;
  /** Positional-or-keyword parameters, as Metaflow counts them. */
  readonly numArgs: number;
  /** The parameter list with its parentheses. */
  readonly parameters: Span;
  /** The name of the first parameter, usually `self`. */
  readonly selfName: string;
  /** `@step` itself, with what it says. */
  readonly stepDecorator: Span & { readonly marks: { readonly start: boolean; readonly end: boolean } };
  /** All others, outermost first. */
  readonly decorators: readonly FlowDecorator[];
  /** Has @parallel or another decorator that Metaflow marks as such. */
  readonly parallel: boolean;
  /** Has a decorator that is neither Metaflow's own nor readable here: it may do anything, also be a parallel one. */
  readonly unknownDecorators: boolean;
  readonly doc?: string;
  /** The recognised transition: only the last statement counts. */
  readonly transition?: Transition;
  /** Other calls of `self.next` in the body, which Metaflow's graph ignores. */
  readonly otherNexts: readonly Span[];
  readonly accesses: readonly ArtifactAccess[];
}

export type ParameterKind = 'Parameter' | 'IncludeFile' | 'Config';

/** A class attribute made by Parameter, IncludeFile or Config. */
export interface FlowParameter extends Span {
  /** URI of the file that holds it: a base class's may be another one. */
  readonly source: string;
  /** Class that defines it. */
  readonly definedIn: string;
  readonly kind: ParameterKind;
  /** The Python attribute, and so the artifact. */
  readonly attribute: Identifier;
  /** The name on the command line; undefined where it is no literal. */
  readonly option?: string;
  readonly optionSpan?: Span;
  /** `str`, `int`, `float`, `bool`, `JSONType` or the source text of another type; undefined where none is given. */
  readonly type?: string;
  /** The default as a literal, where it is one. */
  readonly default?: Literal;
  /** Whether a default is given at all, literal or not. */
  readonly hasDefault: boolean;
  readonly help?: string;
  readonly required?: boolean;
  readonly separator?: string;
  readonly args: readonly DecoratorArgument[];
}

/** A literal Python value. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal };

/** What a static reader can not see, and why. Rules that depend on it stay silent. */
export interface Uncertainty {
  readonly kind: 'unresolved-base' | 'mutator' | 'unknown-decorator' | 'dynamic-member' | 'cyclic-base';
  readonly span: Span;
}

/**
 * `started`: `if __name__ == "__main__"` (or the module) instantiates it. `leaf`: nothing is started in the file and no
 * class extends this one. `base`: anything else; Metaflow never checks it, neither do we.
 */
export type FlowRole = 'started' | 'leaf' | 'base';

export interface FlowClass {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly header: Span;
  /** URI of its file. */
  readonly source: string;
  readonly role: FlowRole;
  readonly doc?: string;
  readonly decorators: readonly FlowDecorator[];
  /** Own and inherited steps by name, ordered by code point as Metaflow visits them. */
  readonly steps: ReadonlyMap<string, Step>;
  readonly parameters: readonly FlowParameter[];
  /** Every attribute that the class or one of its readable bases defines, steps and parameters included. */
  readonly memberNames: ReadonlySet<string>;
  /** Other class attributes, own ones and those of bases in the same file. */
  readonly constants: readonly Identifier[];
  /** Methods that are no steps, own ones and those of bases in the same file. */
  readonly methods: readonly Identifier[];
  readonly uncertainties: readonly Uncertainty[];
}

/** A node of Metaflow's graph with Metaflow's own values. */
export interface GraphNode {
  readonly step: Step;
  readonly type: StepType;
  /** out_funcs. */
  readonly out: readonly string[];
  /** in_funcs: sorted, reachable predecessors only. */
  readonly in: readonly string[];
  readonly splitParents: readonly string[];
  readonly splitBranches: readonly string[];
  readonly matchingJoin?: string;
  readonly isInsideForeach: boolean;
}

export interface FlowGraph {
  /** Undefined where several steps claim it or none exists. */
  readonly start?: string;
  readonly end?: string;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Reached from the start, in Metaflow's order (by last visit). */
  readonly order: readonly string[];
}

/** A flow with its graph: what checks and features work on. */
export interface Flow {
  readonly flow: FlowClass;
  readonly graph: FlowGraph;
}

/** All flows of one file, in source order. */
export interface FlowFile {
  readonly uri: string;
  readonly flows: readonly Flow[];
}

/**
 * Looks up another file of the workspace for a base class. Answers its parsed text, or undefined where the module is
 * not part of the workspace.
 */
export interface ModuleResolver {
  /** `module` dotted and absolute or with `level` leading dots, seen from `fromUri`. */
  resolve(fromUri: string, module: string, level: number): ResolvedModule | undefined;
}
export interface ResolvedModule {
  readonly uri: string;
  readonly module: import('../python/syntax').Module;
}
