import type { Flow } from '../../flow/model';
import { eachOpen } from './openSplits';
import { isDoubtfulJoin, originalName, repaired } from './repaired';
import { type Mismatch, type SplitWalk, walkSplits } from './walkSplits';

const known = new WeakMap<Flow, readonly Mismatch[]>();

/** Guesses at which steps join; then none of the doubtful ones does. */
const mostRounds = 4;

/** More than these are no help to anybody. */
const most = 100;

/**
 * Where splits and joins do not match, without what is only the consequence of a mismatch further up: the first one is
 * the one that Metaflow names.
 */
export function mismatchesOf(flow: Flow): readonly Mismatch[] {
  let mismatches = known.get(flow);
  if (mismatches === undefined) {
    const { mismatches: all, joined } = walk(flow);
    mismatches = independent(all, joined).map((one) => ({ ...one, step: originalName(one.step) }));
    known.set(flow, mismatches);
  }
  return mismatches;
}

/** Steps that are wrong for their parameters already are taken for joins where that fits, else for plain steps. */
function walk(flow: Flow): SplitWalk {
  const plain = new Set<string>();
  for (let round = 1; ; round++) {
    const result = walkSplits(repaired(flow, plain));
    const misfits = result.mismatches
      .filter((one) => one.kind !== 'unjoined')
      .map((one) => originalName(one.step))
      .filter((name) => {
        const step = flow.flow.steps.get(name);
        return step !== undefined && isDoubtfulJoin(flow, step) && !plain.has(name);
      });
    if (misfits.length === 0) return result;
    const { steps } = flow.flow;
    const isLast = round === mostRounds;
    const others = isLast ? [...steps.values()].filter((step) => isDoubtfulJoin(flow, step)) : [];
    for (const name of [...misfits, ...others.map((step) => step.name)]) plain.add(name);
  }
}

function independent(all: readonly Mismatch[], joined: ReadonlySet<string>): readonly Mismatch[] {
  const kept: Mismatch[] = [];
  const steps = new Set<string>();
  /** Splits with a complaint, and those around them: what happens to these may follow from it. */
  const inner = new Set<string>();
  const around = new Set<string>();
  const branches = new Set<string>();
  for (const one of all) {
    if (kept.length === most) break;
    if (one.kind === 'no-split') {
      if (steps.has(one.step)) continue;
    } else if (one.kind === 'unjoined') {
      if (inner.has(one.open.split) || (around.has(one.open.split) && joined.has(one.open.split))) continue;
    } else {
      const concerned = [...one.fault.missing, ...one.fault.foreign.map((step) => step.branch)];
      const isExplained = concerned.length > 0 && concerned.every((branch) => branches.has(branch));
      if (steps.has(one.step) || around.has(one.open.split) || isExplained) continue;
      for (const branch of concerned) branches.add(branch);
    }
    kept.push(one);
    if (one.kind !== 'unjoined') steps.add(one.step);
    if (one.kind === 'no-split') continue;
    inner.add(one.open.split);
    for (const open of eachOpen(one.open)) around.add(open.split);
  }
  return kept;
}
