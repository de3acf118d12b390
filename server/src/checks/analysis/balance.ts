import type { Flow } from '../../flow/model';
import { eachOpen } from './openSplits';
import { originalName, repaired } from './repaired';
import { type Mismatch, walkSplits } from './walkSplits';

const known = new WeakMap<Flow, readonly Mismatch[]>();

/** More than these are no help to anybody. */
const most = 100;

/**
 * Where splits and joins do not match, without what is only the consequence of a mismatch further up: the first one is
 * the one that Metaflow names.
 */
export function mismatchesOf(flow: Flow): readonly Mismatch[] {
  let mismatches = known.get(flow);
  if (mismatches === undefined) {
    const { mismatches: all, joined } = walkSplits(repaired(flow));
    mismatches = independent(all.filter(isNews(flow)), joined).map((one) => ({
      ...one,
      step: originalName(one.step),
    }));
    known.set(flow, mismatches);
  }
  return mismatches;
}

/** A step with surplus parameters only seems to be a join; that is said elsewhere. */
function isNews(flow: Flow): (mismatch: Mismatch) => boolean {
  return ({ kind, step }) => {
    const name = originalName(step);
    const numArgs = flow.flow.steps.get(name)?.numArgs ?? 0;
    return kind !== 'no-split' || (numArgs === 2 && name !== flow.graph.end);
  };
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
