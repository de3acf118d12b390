/**
 * Metaflow walks every simple path from the start and lets each visit of a step overwrite what the one before left there,
 * so only the last visit counts. A depth-first search that takes the targets in reverse order and enters each step
 * once meets every step first on exactly the path on which Metaflow meets it last:
 * - Metaflow's visits in reverse order are the visits of a walk with reversed targets, so its last visit is that
 *   walk's first one;
 * - the first simple path in that order that leads to a step is its path in the search tree: a step that was left
 *   behind without reaching another one was cut off from it by steps that are still on the path, and those a simple
 *   path may not enter either.
 * The order of last visits is then the reverse of the order in which the search leaves the steps.
 */
import type { StepType } from './model';

/** A step as the traversal sees it. */
export interface LinkedStep {
  readonly name: string;
  readonly type: StepType;
  readonly out: readonly string[];
}
export type LinkedSteps = ReadonlyMap<string, LinkedStep>;

/** What a visit leaves at a step: the open splits, outermost first, and the branch taken of each. */
export interface Visit {
  readonly parents: readonly string[];
  readonly branches: readonly string[];
}

export interface LastVisits {
  readonly visits: ReadonlyMap<string, Visit>;
  /** Reached steps by last visit. */
  readonly order: readonly string[];
  /** Reached predecessors. */
  readonly incoming: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a loop longer than a step that leads to itself can be reached. */
  readonly cyclic: boolean;
}

/**
 * Metaflow does not count the start as being on the path until a transition leads back to it, which makes it two steps:
 * the entry, and the step that may be entered once more.
 */
const ENTRY = '';

const none: Visit = { parents: [], branches: [] };

/** The transitions that the walk follows from a step. */
function follow(steps: LinkedSteps, start: string, name: string): readonly string[] {
  const out = steps.get(name === ENTRY ? start : name)?.out ?? [];
  return out.filter((target) => steps.has(target) && target !== name);
}

/** One step of a depth-first search in reversed order of targets. */
interface Frame {
  readonly name: string;
  readonly targets: readonly string[];
  next: number;
}

/**
 * Searches in reversed order; calls `enter` once per step with the step that led there, `leave` when all behind it is
 * done, and `meet` for each transition to a step that was entered before.
 */
function searchReversed(
  steps: LinkedSteps,
  start: string,
  on: {
    enter?(name: string, from: string): void;
    meet?(name: string, from: string): void;
    leave?(name: string): void;
  },
): void {
  const entered = new Set<string>([ENTRY]);
  const frame = (name: string): Frame => {
    const targets = follow(steps, start, name);
    return { name, targets, next: targets.length - 1 };
  };
  const stack = [frame(ENTRY)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const target = top.targets[top.next--];
    if (target === undefined) {
      on.leave?.(top.name);
      stack.pop();
    } else if (entered.has(target)) {
      on.meet?.(target, top.name);
    } else {
      entered.add(target);
      on.enter?.(target, top.name);
      stack.push(frame(target));
    }
  }
}

/** What Metaflow's last visit leaves at each step that can be reached. */
export function lastVisits(steps: LinkedSteps, start: string): LastVisits {
  const passing = new Map<string, Visit>();
  const visits = new Map<string, Visit>();
  const incoming = new Map<string, Set<string>>();
  const left: string[] = [];
  const open = new Set<string>();
  let visitedAgain = false;
  /** Transitions back to a step on the search path: they count only where another path leads around that step. */
  const back = new Map<string, string[]>();
  const real = (name: string) => (name === ENTRY ? start : name);
  const record = (from: string, to: string) => {
    const known = incoming.get(to);
    if (known) known.add(real(from));
    else incoming.set(to, new Set([real(from)]));
  };
  const visit = (name: string, reached: Visit) => {
    const step = steps.get(real(name));
    if (!step) return;
    const { kept, passed } = passThrough(step, reached);
    if (kept) visits.set(step.name, kept);
    passing.set(name, passed);
  };

  visit(ENTRY, none);
  searchReversed(steps, start, {
    enter: (name, from) => {
      open.add(name);
      visitedAgain ||= name === start;
      record(from, name);
      visit(name, alongEdge(steps.get(real(from)), passing.get(from) ?? none, name));
    },
    meet: (name, from) => {
      if (open.has(name)) back.set(name, [...(back.get(name) ?? []), from]);
      else record(from, name);
    },
    leave: (name) => {
      open.delete(name);
      left.push(real(name));
    },
  });
  for (const [to, sources] of back) {
    const around = reachedWithout(steps, start, to);
    for (const from of sources) if (around.has(from)) record(from, to);
  }
  // The entry leaves last; where the start was entered again, that visit is the later one.
  const order = [...new Set(left)].reverse();
  return { visits, order, incoming, cyclic: visitedAgain || back.size > 0 };
}

/** What a visit that arrives with `reached` keeps at the step (undefined: what was there stays) and hands on. */
export function passThrough(step: LinkedStep, reached: Visit): { kept?: Visit; passed: Visit } {
  switch (step.type) {
    case 'split':
    case 'foreach':
      return {
        kept: reached,
        passed: { parents: [...reached.parents, step.name], branches: reached.branches },
      };
    case 'join': {
      // Metaflow ignores a join that no split precedes.
      if (reached.parents.length === 0) return { passed: reached };
      const branches = reached.branches.slice(0, -1);
      return {
        kept: { parents: reached.parents, branches },
        passed: { parents: reached.parents.slice(0, -1), branches },
      };
    }
    default:
      return { kept: reached, passed: reached };
  }
}

/** What arrives at `target`: behind a split it is a branch of it. */
export function alongEdge(from: LinkedStep | undefined, passed: Visit, target: string): Visit {
  if (from?.type !== 'split' && from?.type !== 'foreach') return passed;
  return { parents: passed.parents, branches: [...passed.branches, target] };
}

function reachedWithout(steps: LinkedSteps, start: string, without: string): ReadonlySet<string> {
  const reached = new Set<string>([ENTRY]);
  const waiting = [ENTRY];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const target of follow(steps, start, name)) {
      if (target === without || reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}
