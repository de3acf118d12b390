/** What stands at an offset of a document, in terms of the flow model. */
import { contains, type Span } from '../base/text';
import type { ArtifactAccess, Flow, Step, Target } from '../flow/model';
import type { FlowDocument } from '../workspace/flowDocument';

/** Steps of a flow that its own class body defines, in source order. */
export function ownSteps(flow: Flow, uri: string): Step[] {
  return [...flow.flow.steps.values()]
    .filter((step) => step.source === uri && step.definedIn === flow.flow.name)
    .sort((a, b) => a.span.start - b.span.start);
}

/** The flow whose class holds the offset. A class that is being typed may end too early: the last one above counts. */
export function flowAt(document: FlowDocument, offset: number): Flow | undefined {
  return document.file.flows.findLast((flow) => flow.flow.span.start <= offset);
}

/** The step that the offset belongs to: the last one of the class that begins above it. */
export function stepAt(flow: Flow, uri: string, offset: number): Step | undefined {
  return ownSteps(flow, uri).findLast((step) => step.span.start <= offset);
}

/** A name at an offset and the flow that gives it a meaning. */
export type Located =
  | { readonly kind: 'target'; readonly flow: Flow; readonly step: Step; readonly target: Target }
  | { readonly kind: 'artifact'; readonly flow: Flow; readonly step: Step; readonly access: ArtifactAccess };

/** The target of a transition or the artifact at an offset. */
export function nameAt(document: FlowDocument, offset: number): Located | undefined {
  const flow = flowAt(document, offset);
  const step = flow && stepAt(flow, document.uri, offset);
  if (flow === undefined || step === undefined) return undefined;
  const target = step.transition?.targets.find(({ span }) => contains(span, offset));
  if (target !== undefined) return { kind: 'target', flow, step, target };
  const access = step.accesses.find((candidate) => contains(nameSpan(candidate), offset));
  return access && { kind: 'artifact', flow, step, access };
}

/** The name of an artifact in `self.name`. */
export function nameSpan(access: ArtifactAccess): Span {
  return { start: access.end - access.name.length, end: access.end };
}
