/** What decorators make of a function of a flow class: a step, a method, or something that can not be told. */
import type { Decorator, Expression, FunctionStatement } from '../python/syntax';
import { dottedName } from '../python/walk';
import { knownDecorator } from './catalog/decorators';
import type { Classes } from './classes';
import type { FlowDecorator, Step, Uncertainty } from './model';
import type { Meaning, Names, SourceFile } from './names';
import { lastName, ownStatements, spanOf } from './syntaxHelp';

/** A function of a class as its decorators leave it. */
export interface DecoratedFunction {
  /** Set where it is a step. */
  readonly step?: Step['stepDecorator'];
  /** The function whose source Metaflow reads: a decorator below `@step` may have put another one in its place. */
  readonly read: FunctionStatement;
  readonly decorators: readonly FlowDecorator[];
  readonly parallel: boolean;
  readonly unknownDecorators: boolean;
  readonly uncertainties: readonly Uncertainty[];
}

/** What a decorator returns for a step: the step or a copy of it, another function, no step, or nobody knows. */
type Effect =
  | { readonly kind: 'same' | 'hidden' | 'unknown' }
  | { readonly kind: 'wrapper'; readonly fn: FunctionStatement };

const same: Effect = { kind: 'same' };
const hidden: Effect = { kind: 'hidden' };
const unknown: Effect = { kind: 'unknown' };

/** Decorators of Python and its library that leave a step what it is, and those that do not. */
const libraryEffects: ReadonlyMap<string, Effect> = new Map([
  ...['abstractmethod', 'cache', 'classmethod', 'contextmanager', 'final', 'lru_cache'].map(named(same)),
  ...['no_type_check', 'override', 'staticmethod', 'wraps'].map(named(same)),
  ...['cached_property', 'property', 'singledispatchmethod'].map(named(hidden)),
]);

function named(effect: Effect): (name: string) => [string, Effect] {
  return (name) => [name, effect];
}

/** Follows the decorators of a function from the innermost one outwards. */
export function readDecorators(
  names: Names,
  classes: Classes,
  file: SourceFile,
  fn: FunctionStatement,
): DecoratedFunction {
  let step: Step['stepDecorator'] | undefined;
  let read = fn;
  let parallel = false;
  let unknownDecorators = false;
  const decorators: FlowDecorator[] = [];
  const uncertainties: Uncertainty[] = [];
  for (const decorator of fn.decorators.toReversed()) {
    const meaning = meaningOf(names, file, decorator, fn.start);
    if (isStepDecorator(meaning)) {
      step = { ...spanOf(decorator), marks: stepArguments(decorator.expression) };
      continue;
    }
    decorators.unshift(flowDecorator(decorator, meaning));
    if (meaning?.kind === 'metaflow') {
      const known = knownDecorator(meaning.name);
      parallel ||= known?.parallel === true || meaning.name.endsWith('_parallel');
      unknownDecorators ||= !known;
      continue;
    }
    const isCall = decorator.expression.kind === 'call';
    const bases =
      meaning?.kind === 'class' ? classes.info(meaning.file, meaning.node).metaflowBases : undefined;
    if (bases?.has('StepMutator')) {
      uncertainties.push({ kind: 'mutator', span: spanOf(decorator) });
      unknownDecorators = true;
      continue;
    }
    const effect = bases?.has('UserStepDecorator') ? same : effectOf(names, meaning, isCall);
    if (effect.kind === 'unknown' || (effect.kind === 'wrapper' && !step && foreign(meaning, file))) {
      unknownDecorators = true;
      uncertainties.push({ kind: 'unknown-decorator', span: spanOf(decorator) });
    } else if (effect.kind !== 'same') {
      // Above @step, what comes out is no step any more; below it, @step marks what comes out.
      if (effect.kind === 'wrapper' && !step) read = effect.fn;
      step = undefined;
    }
  }
  return { step, read, decorators, parallel, unknownDecorators, uncertainties };
}

/** The decorators of a class, and whether any of them could change the flow in ways that are not readable. */
export function readClassDecorators(
  names: Names,
  file: SourceFile,
  decorators: readonly Decorator[],
  at: number,
): { readonly decorators: readonly FlowDecorator[]; readonly uncertainties: readonly Uncertainty[] } {
  const uncertainties: Uncertainty[] = [];
  const found = decorators.map((decorator) => {
    const meaning = meaningOf(names, file, decorator, at);
    const mutates =
      meaning?.kind === 'metaflow'
        ? !knownDecorator(meaning.name)
        : meaning?.kind === 'class'
          ? true
          : effectOf(names, meaning, decorator.expression.kind === 'call').kind !== 'same';
    if (mutates) uncertainties.push({ kind: 'mutator', span: spanOf(decorator) });
    return flowDecorator(decorator, meaning);
  });
  return { decorators: found, uncertainties };
}

function meaningOf(names: Names, file: SourceFile, decorator: Decorator, at: number): Meaning | undefined {
  const { expression } = decorator;
  return names.meaning(file, expression.kind === 'call' ? expression.callee : expression, at);
}

/** `@step` itself; also where its import is missing yet or leads to a module that can not be read. */
function isStepDecorator(meaning: Meaning | undefined): boolean {
  switch (meaning?.kind) {
    case 'metaflow':
    case 'unbound':
    case 'external':
      return meaning.name === 'step';
    default:
      return false;
  }
}

function stepArguments(expression: Expression): { readonly start: boolean; readonly end: boolean } {
  const says = (name: string) =>
    expression.kind === 'call' &&
    expression.args.some(
      (arg) => arg.name?.name === name && arg.value.kind === 'constant' && arg.value.value === 'True',
    );
  return { start: says('start'), end: says('end') };
}

function flowDecorator(decorator: Decorator, meaning: Meaning | undefined): FlowDecorator {
  const { expression } = decorator;
  const callee = expression.kind === 'call' ? expression.callee : expression;
  const name = lastName(callee);
  return {
    ...spanOf(decorator),
    name: name?.name ?? '',
    nameSpan: spanOf(name ?? callee),
    path: dottedName(callee) ?? '',
    fromMetaflow: meaning?.kind === 'metaflow',
    args:
      expression.kind === 'call'
        ? expression.args.map((arg) => ({ ...spanOf(arg), name: arg.name, value: arg.value }))
        : [],
  };
}

function foreign(meaning: Meaning | undefined, file: SourceFile): boolean {
  return meaning?.kind === 'function' && meaning.file !== file;
}

function effectOf(names: Names, meaning: Meaning | undefined, called: boolean): Effect {
  switch (meaning?.kind) {
    case 'function':
      return effectOfFunction(names, meaning.file, meaning.node, called);
    case 'external':
    case 'unbound':
      return libraryEffects.get(meaning.name) ?? unknown;
    default:
      return unknown;
  }
}

/** What a decorator function returns, read from its `return` statements; `called` for `@deco(...)`. */
function effectOfFunction(names: Names, file: SourceFile, fn: FunctionStatement, called: boolean): Effect {
  if (fn.decorators.length > 0) {
    const user = fn.decorators.every((decorator) => {
      const meaning = names.meaning(file, decorator.expression, fn.start);
      return meaning?.kind === 'metaflow' && meaning.name === 'user_step_decorator';
    });
    return user ? same : unknown;
  }
  const statements = [...ownStatements(fn.body)];
  const effects = statements.flatMap((statement) => {
    if (statement.kind !== 'return') return [];
    if (statement.value?.kind !== 'name') return [unknown];
    const { name } = statement.value;
    const inner = statements.findLast((one) => one.kind === 'function' && one.name.name === name);
    if (inner?.kind === 'function')
      return [called ? effectOfFunction(names, file, inner, false) : copyOf(inner)];
    return [!called && fn.parameters[0]?.name?.name === name ? same : unknown];
  });
  const [first] = effects;
  if (first === undefined) return unknown;
  return effects.every((effect) => effect.kind === first.kind) ? first : unknown;
}

/** A function that is returned in place of the decorated one: a copy of it where it is wrapped with functools.wraps. */
function copyOf(fn: FunctionStatement): Effect {
  if (fn.decorators.length === 0) return { kind: 'wrapper', fn };
  const wraps = fn.decorators.some(
    ({ expression }) => expression.kind === 'call' && lastName(expression.callee)?.name === 'wraps',
  );
  return wraps ? same : unknown;
}
