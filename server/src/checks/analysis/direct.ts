import type { Flow } from '../../flow/model';
import type { Finding } from '../check';
import { inStep, relatedIn } from '../findings';
import { mismatchesOf } from './balance';
import { originalName } from './repaired';

/** Findings for joins that a split (or a foreach) leads to without a step in between. */
export function* directInto(
  flow: Flow,
  type: 'split' | 'foreach',
  message: (join: string, split: string) => string,
): Iterable<Finding> {
  for (const mismatch of mismatchesOf(flow)) {
    const join = flow.flow.steps.get(mismatch.step);
    if (mismatch.kind !== 'join' || mismatch.fault.kind !== 'direct' || join === undefined) continue;
    const splits = mismatch.fault.missing.flatMap((name) => flow.flow.steps.get(originalName(name)) ?? []);
    const [split] = splits;
    if (split === undefined || split.transition?.type !== type) continue;
    const related = splits.flatMap(({ transition }) =>
      (transition?.targets ?? [])
        .filter((target) => target.name === join.name)
        .map((target) => relatedIn(flow, split, target.span, 'The join is named here.')),
    );
    yield inStep(flow, join, join.nameSpan, message(join.name, split.name), related);
  }
}
