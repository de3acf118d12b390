import type { Span } from '../base/text';
import type { Flow, Step } from '../flow/model';
import type { Finding } from './check';

type Related = NonNullable<Finding['related']>[number];

/** A finding within a step, wherever the step is defined. */
export function inStep(
  flow: Flow,
  step: Step,
  span: Span,
  message: string,
  related: readonly Related[] = [],
): Finding {
  return {
    span: { start: span.start, end: span.end },
    ...sourceOf(flow, step),
    message,
    step,
    ...(related.length > 0 && { related }),
  };
}

/** A place to look at in addition. */
export function relatedIn(flow: Flow, step: Step, span: Span, message: string): Related {
  return { span: { start: span.start, end: span.end }, ...sourceOf(flow, step), message };
}

function sourceOf(flow: Flow, step: Step): { source?: string } {
  return step.source === flow.flow.source ? {} : { source: step.source };
}

/** The parameters behind the first `kept` ones, of those that Metaflow counts; the whole list where that is nothing. */
export function surplusParameters(step: Step, kept: number): Span {
  const surplus = step.node.parameters.filter((parameter) => parameter.kind === 'normal').slice(kept);
  const first = surplus[0];
  const last = surplus.at(-1);
  return first === undefined || last === undefined ? step.parameters : { start: first.start, end: last.end };
}

/** Transitions of other steps that name the step, with their places. */
export function transitionsTo(flow: Flow, name: string): { readonly step: Step; readonly span: Span }[] {
  return [...flow.flow.steps.values()].flatMap((step) =>
    (step.transition?.targets ?? [])
      .filter((target) => target.name === name)
      .map(({ span }) => ({ step, span })),
  );
}
