import type { Span } from '../../base/text';
import type { Flow, Step, Target } from '../../flow/model';

/** Where a step leads, as far as its source tells. */
export interface Exit {
  readonly step: Step;
  /**
   * `end`: nowhere, rightly. `certain`: as its transition says. `guess`: its transition is missing or of no supported
   * form, but steps are named in what there is. `open`: nothing tells.
   */
  readonly kind: 'end' | 'certain' | 'guess' | 'open';
  /** Existing steps that it leads to, or may have been meant to lead to. */
  readonly targets: readonly string[];
  /** Targets that do not exist, those without a name included. */
  readonly unknown: readonly Target[];
}

const known = new WeakMap<Flow, ReadonlyMap<string, Exit>>();

/** The exits of all steps of a flow. */
export function exitsOf(flow: Flow): ReadonlyMap<string, Exit> {
  let exits = known.get(flow);
  if (exits === undefined) {
    exits = new Map([...flow.flow.steps].map(([name, step]) => [name, exitOf(flow, step)]));
    known.set(flow, exits);
  }
  return exits;
}

function exitOf(flow: Flow, step: Step): Exit {
  const { transition } = step;
  const { steps } = flow.flow;
  const targets = (transition?.targets ?? []).map((target) => target.name).filter((name) => steps.has(name));
  const unknown = (transition?.targets ?? []).filter((target) => !steps.has(target.name));
  if (isEnd(flow, step)) return { step, kind: 'end', targets, unknown: [] };
  if (transition !== undefined && transition.invalid === undefined)
    return { step, kind: 'certain', targets, unknown };
  const spans = transition === undefined ? step.otherNexts : [transition.span];
  const named =
    targets.length > 0
      ? targets
      : [...mentioned(step.node.body, spans)].filter((name) => steps.has(name) && name !== step.name);
  if (named.length === 0 && unknown.length === 0) return { step, kind: 'open', targets: [], unknown };
  return { step, kind: 'guess', targets: [...new Set(named)], unknown };
}

/** Also where several steps claim to be the end: none of them needs a transition. */
function isEnd(flow: Flow, step: Step): boolean {
  if (flow.graph.end === step.name) return true;
  return step.transition === undefined && (step.stepDecorator.marks.end || step.name === 'end');
}

/** Attribute names (`x` of `self.x`) that are written within the spans. */
function* mentioned(node: unknown, spans: readonly Span[]): Iterable<string> {
  if (spans.length === 0 || typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) yield* mentioned(item, spans);
    return;
  }
  const within = spans.filter((span) => overlaps(node, span));
  if (within.length === 0) return;
  if ('kind' in node && node.kind === 'attribute' && 'attribute' in node) {
    const { attribute } = node;
    const isInside = within.some(
      (span) => isSpan(attribute) && span.start <= attribute.start && attribute.end <= span.end,
    );
    if (isInside && hasName(attribute)) yield attribute.name;
  }
  for (const child of Object.values(node)) yield* mentioned(child, within);
}

/** Nodes without a place of their own (dict entries, clauses) may hold anything. */
function overlaps(node: object, span: Span): boolean {
  return !isSpan(node) || (node.start < span.end && span.start < node.end);
}
function isSpan(node: unknown): node is Span {
  return (
    typeof node === 'object' &&
    node !== null &&
    'start' in node &&
    'end' in node &&
    typeof node.start === 'number'
  );
}
function hasName(node: unknown): node is { name: string } {
  return typeof node === 'object' && node !== null && 'name' in node && typeof node.name === 'string';
}
