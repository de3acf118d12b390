import type { Flow, Step } from '../flow/model';
import type { Finding } from './check';
import { inStep, relatedIn } from './findings';

type Role = 'start' | 'end';

/** Findings for a flow in which no step is the start (or end). A flow without any step has another mistake. */
export function* missingRole(flow: Flow, role: Role): Iterable<Finding> {
  const { steps, nameSpan } = flow.flow;
  if (steps.size === 0 || flow.graph[role] !== undefined || annotated(flow, role).length > 0) return;
  const almost = misspelt(flow, role);
  if (almost !== undefined) {
    const message = `The flow has no ${role} step: '${almost.name}' must be called '${role}', or be marked with @step(${role}=True).`;
    yield inStep(flow, almost, almost.nameSpan, message);
    return;
  }
  yield {
    span: nameSpan,
    message: `The flow has no ${role} step. Name a step '${role}', or mark one with @step(${role}=True).`,
  };
}

/** The step that is the start (or end) but for its capital letters. */
export function misspelt(flow: Flow, role: Role): Step | undefined {
  if (flow.graph[role] !== undefined || annotated(flow, role).length > 0) return undefined;
  return [...flow.flow.steps.values()].find((step) => step.name.toLowerCase() === role);
}

/** Findings for all steps but the first that claim to be the start (or end). */
export function* severalInRole(flow: Flow, role: Role): Iterable<Finding> {
  const [first, ...others] = annotated(flow, role);
  if (first === undefined) return;
  for (const step of others) {
    yield inStep(
      flow,
      step,
      step.stepDecorator,
      `Steps '${first.name}' and '${step.name}' are both marked with @step(${role}=True). Exactly one step may be.`,
      [relatedIn(flow, first, first.stepDecorator, `'${first.name}' is marked here.`)],
    );
  }
}

/** Findings for a step called `start` (or `end`) beside one that is marked as such. */
export function* ambiguousRole(flow: Flow, role: Role): Iterable<Finding> {
  const marked = annotated(flow, role);
  const named = flow.flow.steps.get(role);
  const [only] = marked;
  if (marked.length !== 1 || only === undefined || named === undefined || only === named) return;
  yield inStep(
    flow,
    only,
    only.stepDecorator,
    `Step '${only.name}' is marked with @step(${role}=True), but there is a step called '${role}' too. ` +
      `Rename the step '${role}', or take the mark away.`,
    [relatedIn(flow, named, named.nameSpan, `The step called '${role}'.`)],
  );
}

/** Steps that are marked, in source order. */
function annotated(flow: Flow, role: Role) {
  return [...flow.flow.steps.values()]
    .filter((step) => step.stepDecorator.marks[role])
    .sort((a, b) => a.span.start - b.span.start);
}
