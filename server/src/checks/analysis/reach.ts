import type { Flow, Step } from '../../flow/model';
import { closest } from '../similar';
import { type Exit, exitsOf } from './exits';
import { loopsOf } from './loops';

/** Where a transition that can not be followed was probably meant to lead. */
export interface Link {
  readonly from: string;
  /** The target that is wrong; undefined where the transition is missing or unreadable. */
  readonly instead: string | undefined;
  readonly to: readonly string[];
  /** Whether the names say so, rather than the order of the steps. */
  readonly sure: boolean;
}

export interface Reach {
  /** Steps that the start does not lead to and that no other mistake cuts off. */
  readonly unreachable: readonly string[];
  readonly links: readonly Link[];
}

const known = new WeakMap<Flow, Reach>();

/**
 * What can not be reached from the start. A misspelt target, one that leads back or a missing transition cuts off the
 * steps behind it; those are not unreachable on their own account, so each such mistake is linked to the step that it
 * most likely meant: the one with a similar name, else the next one in the source.
 */
export function reachOf(flow: Flow): Reach {
  let reach = known.get(flow);
  if (reach === undefined) {
    reach = find(flow);
    known.set(flow, reach);
  }
  return reach;
}

function find(flow: Flow): Reach {
  const { start } = flow.graph;
  if (start === undefined) return { unreachable: [], links: [] };
  const exits = exitsOf(flow);
  const reached = closure([start], exits);
  const cutOff = [...flow.flow.steps.values()].filter((step) => !reached.has(step.name)).sort(bySource);
  if (cutOff.length === 0) return { unreachable: [], links: [] };
  const inOrder = [...exits.values()].sort((a, b) => bySource(a.step, b.step));
  const links = linksTo(cutOff, reached, inOrder, exits, backwards(flow, reached));
  const explained = closure(
    links.flatMap((link) => link.to),
    exits,
  );
  return { unreachable: cutOff.map((step) => step.name).filter((name) => !explained.has(name)), links };
}

function linksTo(
  cutOff: readonly Step[],
  reached: ReadonlySet<string>,
  inOrder: readonly Exit[],
  exits: Exits,
  backwards: ReadonlyMap<string, readonly string[]>,
): readonly Link[] {
  const links: Link[] = [];
  const free = new Set(cutOff.map((step) => step.name));
  const gap = new Set(free);
  const roots = new Set(rootsOf(cutOff, exits));
  const take = (name: string) => {
    free.delete(name);
    roots.delete(name);
  };
  const left: { exit: Exit; instead: string | undefined }[] = [];
  const meant = new Map<string, string>();
  for (const exit of inOrder) {
    if (exit.kind === 'open' || (exit.kind === 'guess' && exit.step.transition !== undefined))
      left.push({ exit, instead: undefined });
    for (const instead of backwards.get(exit.step.name) ?? []) left.push({ exit, instead });
    for (const { name } of exit.unknown) {
      const similar = name === '' ? undefined : (meant.get(name) ?? similarTo(name, free));
      if (similar !== undefined) {
        links.push({ from: exit.step.name, instead: name, to: [similar], sure: true });
        meant.set(name, similar);
        take(similar);
      } else if (name === '' || similarTo(name, reached) === undefined) left.push({ exit, instead: name });
    }
  }
  for (const { exit, instead } of left) {
    const known = instead === undefined ? undefined : meant.get(instead);
    if (known !== undefined) {
      links.push({ from: exit.step.name, instead, to: [known], sure: false });
      continue;
    }
    const candidates = cutOff.filter((step) => roots.has(step.name) && step.name !== exit.step.name);
    const next = candidates.find((step) => bySource(exit.step, step) < 0) ?? candidates[0];
    if (next === undefined) continue;
    const to = instead === undefined ? withSiblings(next.name, roots, gap, exits) : [next.name];
    links.push({ from: exit.step.name, instead, to, sure: false });
    to.forEach(take);
    if (instead !== undefined && instead !== '') meant.set(instead, next.name);
  }
  return links;
}

/** Targets that are wrong because they lead back, by step: each was meant to lead to another step. */
function backwards(flow: Flow, reached: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const back = new Map(loopsOf(flow).map(({ from, target }) => [from, [target.name]]));
  const { start, end } = flow.graph;
  if (start === undefined || start === end) return back;
  for (const { step, kind, targets } of exitsOf(flow).values())
    if (kind === 'certain' && targets.includes(start) && reached.has(step.name))
      back.set(step.name, [...(back.get(step.name) ?? []), start]);
  return back;
}

/** The one of the names that a name is a misspelling of; `fit_2` is none of `fit_1`. */
function similarTo(name: string, names: Iterable<string>): string | undefined {
  const letters = name.replace(/\d+/g, '');
  return closest(
    name,
    [...names].filter((other) => other.replace(/\d+/g, '') !== letters),
  );
}

/** Steps that no other cut off step leads to; one of each loop that only leads to itself. */
function rootsOf(cutOff: readonly Step[], exits: Exits): string[] {
  const entered = new Set(
    cutOff.flatMap(({ name }) => (exits.get(name)?.targets ?? []).filter((target) => target !== name)),
  );
  const roots = cutOff.map((step) => step.name).filter((name) => !entered.has(name));
  const covered = closure(roots, exits);
  for (const { name } of cutOff) {
    if (covered.has(name)) continue;
    roots.push(name);
    for (const other of closure([name], exits)) covered.add(other);
  }
  return roots;
}

/** The branches that a missing split or switch would have had: the roots whose ways meet that of `root` behind the gap. */
function withSiblings(
  root: string,
  roots: ReadonlySet<string>,
  cutOff: ReadonlySet<string>,
  exits: Exits,
): string[] {
  const way = (name: string) => [...closure([name], exits)].filter((other) => cutOff.has(other));
  const own = new Set(way(root));
  return [root, ...[...roots].filter((other) => other !== root && way(other).some((step) => own.has(step)))];
}

type Exits = ReadonlyMap<string, Exit>;

/** The names and all that they lead to. */
export function closure(names: readonly string[], exits: Exits): Set<string> {
  const reached = new Set(names);
  for (const name of reached) for (const target of exits.get(name)?.targets ?? []) reached.add(target);
  return reached;
}

function bySource(a: Step, b: Step): number {
  return a.span.start - b.span.start;
}
