import type { Flow } from '../../flow/model';
import { exitsOf } from './exits';
import { eachOpen } from './openSplits';
import { closure, reachOf } from './reach';
import { isDoubtfulJoin, originalName, repaired } from './repaired';
import { type Mismatch, type SplitWalk, walkSplits } from './walkSplits';

const known = new WeakMap<Flow, readonly Mismatch[]>();

/** Doubtful joins of which both readings are tried. */
const mostDoubts = 4;

/** More than these are no help to anybody. */
const most = 100;

/**
 * Where splits and joins do not match, without what is only the consequence of another mistake: the first one is the
 * one that Metaflow names.
 */
export function mismatchesOf(flow: Flow): readonly Mismatch[] {
  let mismatches = known.get(flow);
  if (mismatches === undefined) {
    const { mismatches: all, joined } = walk(flow);
    const news = all.map((one) => ({ ...one, step: originalName(one.step) })).filter(isNews(flow));
    mismatches = independent(flow, news, joined);
    known.set(flow, mismatches);
  }
  return mismatches;
}

/** Steps that are wrong for their parameters already are taken for what makes the fewest mistakes of the rest. */
function walk(flow: Flow): SplitWalk {
  let best = walkSplits(repaired(flow));
  const flipped = new Set<string>();
  const doubtful = [...flow.flow.steps.values()].filter((step) => isDoubtfulJoin(flow, step));
  for (const { name } of doubtful.slice(0, mostDoubts)) {
    if (best.mismatches.length === 0) break;
    const other = walkSplits(repaired(flow, new Set([...flipped, name])));
    if (other.mismatches.length >= best.mismatches.length) continue;
    best = other;
    flipped.add(name);
  }
  return best;
}

/**
 * A step with wrong parameters is no news as a join. Nor is what a step that can not be reached explains: it would
 * have led to the join that is missing, or to the one that misses a branch.
 */
function isNews(flow: Flow): (mismatch: Mismatch) => boolean {
  const awaited = awaitedJoins(flow);
  return ({ kind, step }) => {
    if (kind === 'unjoined') return awaited.size === 0;
    const join = flow.flow.steps.get(step);
    return join !== undefined && !isDoubtfulJoin(flow, join) && !awaited.has(step);
  };
}

/** Joins that steps which can not be reached would have led to. */
export function awaitedJoins(flow: Flow): ReadonlySet<string> {
  const exits = exitsOf(flow);
  const behind = [...closure(reachOf(flow).unreachable, exits)];
  return new Set(behind.filter((name) => (exits.get(name)?.step.numArgs ?? 0) > 1));
}

function independent(flow: Flow, all: readonly Mismatch[], joined: ReadonlySet<string>): readonly Mismatch[] {
  const exits = exitsOf(flow);
  const kept: Mismatch[] = [];
  const steps = new Set<string>();
  /** Splits with a complaint, and those around them: what happens to these may follow from it. */
  const inner = new Set<string>();
  const around = new Set<string>();
  /** Branches that miss their join, with all that they lead to, and steps that lead to a join of others. */
  const lost = new Set<string>();
  const strangers = new Set<string>();
  for (const one of all) {
    if (kept.length === most) break;
    if (one.kind === 'no-split') {
      if (steps.has(one.step)) continue;
    } else if (one.kind === 'unjoined') {
      if (inner.has(one.open.split) || (around.has(one.open.split) && joined.has(one.open.split))) continue;
    } else {
      const { missing, foreign } = one.fault;
      const isExplained =
        missing.length + foreign.length > 0 &&
        missing.every((branch) =>
          [...closure([branch], exits)].some(
            (step) => strangers.has(step) || (lost.has(step) && foreign.some((other) => other.step === step)),
          ),
        ) &&
        foreign.every(({ step }) => lost.has(step) || strangers.has(step));
      if (steps.has(one.step) || around.has(one.open.split) || isExplained) continue;
      for (const step of closure(missing, exits)) lost.add(step);
      for (const { step } of foreign) strangers.add(step);
    }
    kept.push(one);
    if (one.kind !== 'unjoined') steps.add(one.step);
    if (one.kind === 'no-split') continue;
    inner.add(one.open.split);
    for (const open of eachOpen(one.open)) around.add(open.split);
  }
  return kept;
}

/** Whether a mismatch concerns a split that the step is in, or that `others` name. */
export function isConcerned(flow: Flow, step: string, others: readonly string[] = []): boolean {
  const splits = new Set([...(flow.graph.nodes.get(step)?.splitParents ?? []), ...others]);
  return mismatchesOf(flow).some(
    (one) => one.kind !== 'no-split' && splits.has(originalName(one.open.split)),
  );
}
