import { buildGraph } from '../../flow/graph';
import type { Flow, FlowGraph, Step, StepType, Transition } from '../../flow/model';
import { type Exit, exitsOf } from './exits';
import { loopsOf } from './loops';
import { reachOf } from './reach';

/**
 * The graph as it would be without the mistakes that other checks report: what its splits and joins are judged by, so
 * that one mistake does not make others of them.
 */
export interface Repaired {
  readonly graph: FlowGraph;
  /** Steps of which it is a guess where they lead to. */
  readonly guessed: ReadonlySet<string>;
}

/** Stands behind the name of the second half of a step that both joins and splits. */
const secondHalf = ' (behind)';

/** The step that a name of the repaired graph stands for. */
export function originalName(name: string): string {
  return name.endsWith(secondHalf) ? name.slice(0, -secondHalf.length) : name;
}

/**
 * @param flipped doubtful joins that are to be taken for the opposite of what their parameters say
 */
export function repaired(flow: Flow, flipped: ReadonlySet<string> = new Set()): Repaired {
  if (flipped.size === 0 && isSound(flow)) return { graph: flow.graph, guessed: new Set() };
  const steps = new Map<string, Step>();
  const guessed = new Set<string>();
  const removed = new Set(loopsOf(flow).map((loop) => edge(loop.from, loop.target.name)));
  for (const [name, exit] of exitsOf(flow)) {
    const targets = targetsOf(flow, exit, removed);
    if (exit.kind !== 'end' && targets.isGuess) guessed.add(name);
    for (const step of halves(exit, targets.names, flipped)) steps.set(step.name, step);
    if (steps.has(name + secondHalf) && guessed.delete(name)) guessed.add(name + secondHalf);
  }
  return { graph: buildGraph(steps), guessed };
}

function isSound(flow: Flow): boolean {
  const { start } = flow.graph;
  return (
    loopsOf(flow).length === 0 &&
    [...exitsOf(flow).values()].every(
      ({ kind, step, targets, unknown }) =>
        (kind === 'certain' || kind === 'end') &&
        unknown.length === 0 &&
        (kind !== 'end' || (step.transition === undefined && step.numArgs < 2)) &&
        step.numArgs < 3 &&
        (step.numArgs < 2 || step.transition?.type === 'join') &&
        !(start !== undefined && targets.includes(start)),
    )
  );
}

function edge(from: string, to: string): string {
  return `${from}>${to}`;
}

function targetsOf(
  flow: Flow,
  exit: Exit,
  removed: ReadonlySet<string>,
): { names: readonly string[]; isGuess: boolean } {
  const { name } = exit.step;
  if (exit.kind === 'end') return { names: [], isGuess: false };
  const links = reachOf(flow).links.filter((link) => link.from === name);
  const linked = (target: string) => links.find((link) => link.instead === target)?.to ?? [target];
  const isKept = (target: string) => target !== flow.graph.start && !removed.has(edge(name, target));
  const written = (exit.step.transition?.targets ?? []).map((target) => target.name);
  const all =
    exit.kind === 'certain'
      ? written.flatMap(linked)
      : [...exit.targets, ...links.flatMap((link) => link.to)];
  const names = all.filter(isKept);
  const isGuess = exit.kind !== 'certain' || names.length < all.length || links.some((link) => !link.sure);
  return { names, isGuess };
}

/** The step with its mended transition; two steps where it both joins and splits, or joins and ends. */
function halves(exit: Exit, targets: readonly string[], flipped: ReadonlySet<string>): readonly Step[] {
  const { step, kind } = exit;
  const joins = step.numArgs > 1 !== flipped.has(step.name);
  const own = step.transition?.type ?? null;
  const isPlain = own === null || own === 'linear' || own === 'join';
  const type: Transition['type'] = isPlain ? (targets.length > 1 ? 'split' : 'linear') : own;
  if (isAsWritten(exit, joins, type, targets)) return [step];
  const alone = { ...step, numArgs: 1 };
  if (!joins)
    return [kind === 'end' ? { ...alone, transition: undefined } : withTransition(alone, type, targets)];
  if (kind !== 'end' && type === 'linear') return [withTransition({ ...step, numArgs: 2 }, 'join', targets)];
  const behind = step.name + secondHalf;
  const { start, end } = step.stepDecorator.marks;
  const first = marked(step, { start, end: false });
  const second = marked({ ...alone, name: behind }, { start: false, end: kind === 'end' || end });
  const others = targets.filter((target) => target !== step.name);
  return [
    withTransition(first, 'join', [behind]),
    kind === 'end' ? { ...second, transition: undefined } : withTransition(second, type, others),
  ];
}

/** Most steps need no mending, and a copy of each at every keystroke would be felt. */
function isAsWritten(
  { step, kind }: Exit,
  joins: boolean,
  type: Transition['type'],
  targets: readonly string[],
): boolean {
  const { transition, numArgs } = step;
  if (numArgs !== (joins ? 2 : 1)) return false;
  if (kind === 'end') return !joins && transition === undefined;
  const wanted = joins && type === 'linear' ? 'join' : type;
  return (
    transition !== undefined &&
    transition.invalid === undefined &&
    transition.type === wanted &&
    (!joins || wanted === 'join') &&
    transition.targets.length === targets.length &&
    transition.targets.every(({ name }, index) => name === targets[index])
  );
}

function marked(step: Step, marks: Step['stepDecorator']['marks']): Step {
  return { ...step, stepDecorator: { ...step.stepDecorator, marks } };
}

/** Whether the step's parameters are wrong already, so that they do not tell whether it was meant to join. */
export function isDoubtfulJoin(flow: Flow, step: Step): boolean {
  if (step.numArgs === 2) return splits.has(step.transition?.type ?? null) || step.name === flow.graph.end;
  return step.numArgs !== 1;
}

const splits = new Set<StepType>(['split', 'foreach', 'split-switch']);

function withTransition(step: Step, type: Transition['type'], names: readonly string[]): Step {
  if (names.length === 0) return { ...step, transition: undefined };
  const span = step.transition?.span ?? step.nameSpan;
  const targets = names.map((name) => ({ name, span: step.nameSpan }));
  return { ...step, transition: { span, callee: span, type, targets } };
}
