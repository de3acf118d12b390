import { contains } from '../base/text';
import type { Flow, Step, Uncertainty } from '../flow/model';
import { mismatchesOf } from './analysis/balance';
import { exitsOf } from './analysis/exits';
import { loopsOf } from './analysis/loops';
import { reachOf } from './analysis/reach';
import type { Fact } from './check';

/** Whether a fact holds for a flow. */
export function holds(flow: Flow, fact: Fact): boolean {
  return tests[fact](flow);
}

const tests: { readonly [fact in Fact]: (flow: Flow) => boolean } = {
  'steps-known': (flow) => !flow.flow.uncertainties.some((one) => hidesSteps(flow, one)),
  start: (flow) => isCertain(flow, 'start'),
  end: (flow) => isCertain(flow, 'end'),
  transitions: (flow) =>
    [...exitsOf(flow).values()].every(
      ({ step, unknown }) => step.transition?.invalid === undefined && unknown.length === 0,
    ),
  complete: (flow) =>
    [...exitsOf(flow).values()].every(({ step, kind }) => kind === 'end' || step.transition !== undefined),
  acyclic: (flow) => loopsOf(flow).length === 0,
  connected: (flow) => reachOf(flow).unreachable.length === 0,
  balanced: (flow) => mismatchesOf(flow).length === 0,
};

/** One step is the start (or end), and no other one is called so. */
function isCertain(flow: Flow, role: 'start' | 'end'): boolean {
  const name = flow.graph[role];
  if (name === undefined) return false;
  return flow.flow.steps.size === 1 || name === role || !flow.flow.steps.has(role);
}

/**
 * Whether there may be steps that are not seen. A mutator can change decorators and parameters only; a decorator that
 * is not known, on a step, can hide that step only.
 */
function hidesSteps(flow: Flow, { kind, span }: Uncertainty): boolean {
  if (kind === 'mutator') return false;
  return (
    kind !== 'unknown-decorator' || ![...flow.flow.steps.values()].some((step) => isOn(step, span.start))
  );
}

function isOn(step: Step, offset: number): boolean {
  return contains(step.span, offset);
}

/** Whether decorators may be there that are not seen: those of a mutator. */
export function mayHaveMoreDecorators(flow: Flow): boolean {
  return flow.flow.uncertainties.some((one) => one.kind !== 'unknown-decorator' || hidesSteps(flow, one));
}
