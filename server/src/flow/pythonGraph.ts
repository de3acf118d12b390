/** A node of the graph by Metaflow's own names and with its own values, for tools that know Metaflow. */
import { type Constant, constantOf } from './literal';
import type { GraphNode, StepType } from './model';

export interface PlainNode {
  readonly type: StepType;
  readonly out: readonly string[];
  readonly in: readonly string[];
  readonly matchingJoin: string | null;
  readonly splitParents: readonly string[];
  readonly isInsideForeach: boolean;
  readonly numArgs: number;
  /** Of the `def`, one-based. */
  readonly line: number;
  readonly foreachParam: Constant;
  readonly parallelForeach: boolean;
  readonly parallelStep: boolean;
  readonly condition: string | null;
  readonly switchCases: Readonly<Record<string, string>>;
}

/**
 * What Metaflow's DAGNode holds (metaflow/graph.py, 2.19.38), None as null.
 * @param line of an offset in the file that holds the step, one-based
 */
export function plainNode(node: GraphNode, line: (source: string, offset: number) => number): PlainNode {
  const { step } = node;
  const { transition } = step;
  const recognised = transition !== undefined && transition.invalid === undefined;
  const isSwitch = transition?.type === 'split-switch';
  const parallelForeach = transition?.type === 'foreach' && transition.numParallel !== undefined;
  return {
    type: node.type,
    out: node.out,
    in: node.in,
    matchingJoin: node.matchingJoin ?? null,
    splitParents: node.splitParents,
    isInsideForeach: node.isInsideForeach,
    numArgs: step.numArgs,
    line: line(step.source, step.node.header.start),
    foreachParam:
      recognised && transition.type === 'foreach' && transition.foreach
        ? (constantOf(transition.foreach.expression) ?? null)
        : null,
    parallelForeach,
    parallelStep: step.parallel,
    condition: isSwitch ? (transition.condition?.value ?? null) : null,
    switchCases: isSwitch ? Object.fromEntries(transition.switchCases ?? []) : {},
  };
}
