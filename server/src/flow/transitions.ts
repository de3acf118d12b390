/** Reads the `self.next(...)` of a step as Metaflow does (metaflow/graph.py: DAGNode._parse, 2.19.38). */
import type { Span } from '../base/text';
import type {
  Argument,
  CallExpression,
  DictExpression,
  Expression,
  FunctionStatement,
  Statement,
} from '../python/syntax';
import { dictKey, pythonText } from './literal';
import type { Target, Transition } from './model';
import { spanOf } from './syntaxHelp';

type Invalid = NonNullable<Transition['invalid']>;

/** The transition of a step: only the last statement of its body counts, and only when it is written `self.next(...)`. */
export function readTransition(fn: FunctionStatement, numArgs: number): Transition | undefined {
  const call = tailCall(fn.body.at(-1));
  return call && transitionOf(call, numArgs);
}

/** Whether the expression is literally `<selfName>.next`. */
export function isNextOf(selfName: string, callee: Expression): boolean {
  return (
    callee.kind === 'attribute' &&
    callee.attribute.name === 'next' &&
    callee.value.kind === 'name' &&
    callee.value.name === selfName
  );
}

function tailCall(tail: Statement | undefined): CallExpression | undefined {
  if (tail?.kind !== 'expression') return undefined;
  // Half-typed: the call is there, with something behind it that could not be read.
  const candidates = tail.value.kind === 'error' ? tail.value.parts : [tail.value];
  for (const value of candidates) {
    if (value.kind === 'call' && isNextOf('self', value.callee)) return value;
  }
  return undefined;
}

function transitionOf(call: CallExpression, numArgs: number): Transition {
  const positional = call.args.filter((arg) => arg.name === undefined && arg.unpack !== '**');
  const keywords = call.args.filter((arg) => arg.name !== undefined || arg.unpack === '**');
  const base = {
    span: spanOf(call),
    callee: spanOf(call.callee),
    ...keywordValues(keywords),
  };

  const first = positional[0];
  const isSwitch =
    positional.length === 1 &&
    first !== undefined &&
    first.unpack === undefined &&
    first.value.kind === 'dict' &&
    base.condition !== undefined;
  if (isSwitch && first.value.kind === 'dict') return { ...base, ...switchOf(first.value, base.condition) };

  const typed = first?.value.kind === 'dict' ? halfTyped(first.value) : undefined;
  if (typed) return { ...base, ...typed };
  const wrong = positional.find((arg) => arg.unpack !== undefined || arg.value.kind !== 'attribute');
  if (wrong) return { ...base, type: null, targets: [], invalid: wrongTarget(wrong, keywords) };
  const targets = positional.flatMap(({ value }) => (value.kind === 'attribute' ? [targetOf(value)] : []));
  return { ...base, targets, ...plainOf(call, targets, keywords, numArgs) };
}

/** A dictionary in which the name of a step is still to come: what is behind it may not have been understood. */
function halfTyped(dict: DictExpression): Pick<Transition, 'type' | 'invalid' | 'targets'> | undefined {
  const targets = dict.entries.flatMap(({ value }) => (value.kind === 'attribute' ? [targetOf(value)] : []));
  const unnamed = targets.find((target) => target.name === '');
  return unnamed && { type: null, targets, invalid: missingName(unnamed) };
}

function missingName({ span }: Target): Invalid {
  return { span, reason: 'the name of the next step is missing' };
}

/** Everything but a switch. */
function plainOf(
  call: CallExpression,
  targets: readonly Target[],
  keywords: readonly Argument[],
  numArgs: number,
): Pick<Transition, 'type' | 'invalid'> {
  const [keyword] = keywords;
  const unnamed = targets.find((target) => target.name === '');
  const missing = unnamed && missingName(unnamed);
  if (keyword === undefined) {
    if (targets.length === 0)
      return { type: null, invalid: { span: spanOf(call), reason: 'it names no step to go to' } };
    const single = numArgs > 1 ? 'join' : 'linear';
    return { type: missing ? null : targets.length > 1 ? 'split' : single, invalid: missing };
  }
  const name = keyword.name?.name;
  if (keywords.length === 1 && (name === 'foreach' || name === 'num_parallel')) {
    if (targets.length === 1) return { type: 'foreach', invalid: missing };
    const reason =
      targets.length === 0
        ? `${name}= needs a step to go to`
        : `${name}= goes to exactly one step, here it has ${targets.length}`;
    return { type: 'foreach', invalid: { span: targets[1]?.span ?? spanOf(keyword), reason } };
  }
  return { type: null, invalid: wrongKeywords(keywords) };
}

function wrongKeywords(keywords: readonly Argument[]): Invalid {
  const known = new Set(['foreach', 'num_parallel', 'condition']);
  for (const keyword of keywords) {
    if (keyword.name === undefined)
      return { span: spanOf(keyword), reason: 'its arguments must be written out, not passed with **' };
    if (!known.has(keyword.name.name))
      return { span: spanOf(keyword.name), reason: `it has no argument called '${keyword.name.name}'` };
  }
  const condition = keywords.find((keyword) => keyword.name?.name === 'condition');
  if (condition?.name)
    return {
      span: spanOf(condition.name),
      reason:
        'condition= needs a dictionary of steps: self.next({"value": self.step, ...}, condition="name")',
    };
  const second = keywords[1] ?? keywords[0];
  return {
    span: second?.name ?? second ?? { start: 0, end: 0 },
    reason: 'it takes either foreach= or num_parallel=, not both',
  };
}

function wrongTarget(arg: Argument, keywords: readonly Argument[]): Invalid {
  const span = spanOf(arg);
  if (arg.unpack) return { span, reason: 'its steps must be written out one by one, not unpacked with *' };
  const { value } = arg;
  if (value.kind === 'dict')
    return keywords.some((keyword) => keyword.name?.name === 'condition')
      ? { span, reason: 'a dictionary of steps must be its only step argument' }
      : { span, reason: 'a dictionary of steps needs condition="name" with the artifact that chooses' };
  if (value.kind === 'string') {
    const hint = /^[A-Za-z_]\w*$/.test(value.value) ? `self.${value.value}` : 'self.step_name';
    return { span, reason: `a step is given as ${hint}, not as a string` };
  }
  if (value.kind === 'name') return { span, reason: `a step is given as self.${value.name}` };
  if (value.kind === 'call') return { span, reason: 'a step is given without calling it: self.step_name' };
  return { span, reason: 'a step is given as self.step_name' };
}

function switchOf(
  dict: DictExpression,
  condition: Transition['condition'],
): Pick<Transition, 'type' | 'invalid' | 'targets' | 'switchCases'> {
  const bad = (span: Span, reason: string) => ({
    type: null,
    targets: [],
    invalid: { span: spanOf(span), reason },
  });
  const cases = new Map<string, Target>();
  for (const { key, value } of dict.entries) {
    if (key === undefined) return bad(value, 'its cases must be written out, not unpacked with **');
    const text = caseKey(key);
    if (text === undefined)
      return bad(key, 'the key of a case must be a string, a number or self.config.name');
    if (value.kind !== 'attribute' || value.value.kind !== 'name' || value.value.name !== 'self')
      return bad(value, 'a case leads to a step given as self.step_name');
    // A repeated key keeps its place and takes the last value, as in a Python dict.
    const same = dictKey(key) ?? `str ${text}`;
    const caseText = cases.get(same)?.caseKey ?? text;
    cases.set(same, { ...targetOf(value), caseKey: caseText });
  }
  const targets = [...cases.values()];
  if (targets.length === 0) return bad(dict, 'the dictionary has no case');
  if (!condition?.value)
    return bad(condition ?? dict, 'condition= must be the name of an artifact, written as a string');
  const unnamed = targets.find((target) => target.name === '');
  return {
    type: unnamed ? null : 'split-switch',
    targets,
    switchCases: new Map(targets.map((target) => [target.caseKey ?? '', target.name])),
    invalid: unnamed && missingName(unnamed),
  };
}

/** The text of a switch key as Metaflow records it, undefined where it can not be a key. */
function caseKey(key: Expression): string | undefined {
  if (key.kind === 'attribute') {
    const config = key.value;
    if (config.kind !== 'attribute' || config.value.kind !== 'name' || config.value.name !== 'self')
      return undefined;
    return `config:${config.attribute.name}.${key.attribute.name}`;
  }
  if (key.kind === 'constant' && key.value === 'None') return undefined;
  return pythonText(key);
}

function keywordValues(
  keywords: readonly Argument[],
): Pick<Transition, 'foreach' | 'numParallel' | 'condition'> {
  const argument = (name: string) => keywords.find((keyword) => keyword.name?.name === name)?.value;
  const foreach = argument('foreach');
  const numParallel = argument('num_parallel');
  const condition = argument('condition');
  return {
    ...(foreach && { foreach: { ...spanOf(foreach), value: stringOf(foreach), expression: foreach } }),
    ...(numParallel && {
      numParallel: { ...spanOf(numParallel), value: numberOf(numParallel), expression: numParallel },
    }),
    ...(condition && { condition: { ...spanOf(condition), value: stringOf(condition) } }),
  };
}

function stringOf(node: Expression): string | undefined {
  return node.kind === 'string' && !node.bytes ? node.value : undefined;
}

function numberOf(node: Expression): number | undefined {
  return node.kind === 'number' && !node.imaginary ? Number(node.value) : undefined;
}

function targetOf(node: Expression & { kind: 'attribute' }): Target {
  return { name: node.attribute.name, span: spanOf(node.attribute) };
}
