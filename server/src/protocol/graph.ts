/** The step graph as a picture needs it. Also there for flows with mistakes, which are marked. */
import type { Range } from './flows';
import { request } from './request';

export type StepKind =
  | 'start'
  | 'linear'
  | 'join'
  | 'split'
  | 'foreach'
  | 'parallel'
  | 'switch'
  | 'end'
  /** No transition was recognised. */
  | 'unknown';

export interface GraphProblem {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly code: string;
  readonly message: string;
}

export interface GraphNode {
  readonly name: string;
  readonly kind: StepKind;
  /** First line of the docstring. */
  readonly doc?: string;
  /** Decorators as written without arguments, outermost first, `step` left out: `retry`, `card`. */
  readonly decorators: readonly string[];
  /** Where its name stands, and all of it with decorators; absent for a step that is only named by a transition. */
  readonly location?: { readonly uri: string; readonly range: Range; readonly whole: Range };
  /** No such step: a transition names it. */
  readonly missing: boolean;
  /** The start does not lead there. */
  readonly unreachable: boolean;
  /** Inside a foreach or num_parallel, that is, has many tasks. */
  readonly many: boolean;
  /** Innermost open split that it belongs to. */
  readonly parent?: string;
  readonly problems: readonly GraphProblem[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Switch case, foreach variable. */
  readonly label?: string;
  readonly kind: 'plain' | 'foreach' | 'parallel' | 'case';
  /** Part of a loop, or of a transition that is wrong. */
  readonly wrong: boolean;
}

export interface GraphData {
  readonly flow: string;
  readonly uri: string;
  readonly start?: string;
  readonly end?: string;
  /** In order of the graph, unreachable ones last. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Problems of the flow that belong to no step. */
  readonly problems: readonly GraphProblem[];
}

/** The graph of a flow, null where the file has no flow of that name any more. */
export const graphRequest = request<{ readonly uri: string; readonly flow: string }, GraphData | null>(
  'stepwise/graph',
);
