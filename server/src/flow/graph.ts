/**
 * Metaflow's step graph (metaflow/graph.py: FlowGraph, 2.19.38), value for value, in time linear in the steps where
 * Metaflow walks every path. How one visit per step can know what the last of many visits would have left behind is
 * told in lastVisits.ts.
 */
import { type LinkedStep, type LinkedSteps, lastVisits } from './lastVisits';
import { matchingJoins } from './matchingJoins';
import type { FlowGraph, GraphNode, Step, StepType } from './model';
import { byCodePoint } from './order';
import { earlierVisits } from './strayJoins';
import { walkEveryPath } from './walkEveryPath';

/** Most visits that are spent on following a flow with a loop the way Metaflow does. */
const VISITS_IN_LOOPS = 1_500;

/** The graph of a flow's steps, mistakes included: unknown targets are skipped, unreachable steps stay bare. */
export function buildGraph(steps: ReadonlyMap<string, Step>): FlowGraph {
  const start = single(steps, 'start');
  const end = single(steps, 'end');
  const linked: Map<string, LinkedStep> = new Map();
  for (const [name, step] of steps) {
    const type = typeOf(step, name === start, name === end);
    linked.set(name, { name, type, out: step.transition?.targets.map((target) => target.name) ?? [] });
  }
  const walked = start === undefined ? undefined : walk(linked, start);

  const nodes = new Map<string, GraphNode>();
  for (const [name, step] of steps) {
    const { type, out } = linked.get(name) ?? { type: null, out: [] };
    const visit = walked?.visits.get(name);
    const matchingJoin = walked?.matchingJoin.get(name);
    const splitParents = visit?.parents ?? [];
    nodes.set(name, {
      step,
      type,
      out,
      in: [...(walked?.incoming.get(name) ?? [])].sort(byCodePoint),
      splitParents,
      splitBranches: visit?.branches ?? [],
      ...(matchingJoin !== undefined && { matchingJoin }),
      isInsideForeach: splitParents.some(
        (parent) => linked.get(parent)?.type === 'foreach' && walked?.matchingJoin.get(parent) !== name,
      ),
    });
  }
  return { start, end, nodes, order: walked?.order ?? [] };
}

function walk(steps: LinkedSteps, start: string) {
  const last = lastVisits(steps, start);
  const exact = last.cyclic ? walkEveryPath(steps, start, VISITS_IN_LOOPS) : undefined;
  if (exact) return { ...last, ...exact };
  const bare = new Set(last.order.filter((name) => !last.visits.has(name)));
  const visits =
    bare.size === 0 ? last.visits : new Map([...last.visits, ...earlierVisits(steps, start, bare)]);
  return { ...last, visits, matchingJoin: matchingJoins(steps, last.order) };
}

/** The one step that says it, else the one with that name; a flow's only step is both. */
function single(steps: ReadonlyMap<string, Step>, role: 'start' | 'end'): string | undefined {
  if (steps.size === 1) return steps.keys().next().value;
  const annotated = [...steps.values()].filter((step) => step.stepDecorator.marks[role]);
  if (annotated.length > 1) return undefined;
  return annotated[0]?.name ?? (steps.has(role) ? role : undefined);
}

function typeOf(step: Step, isStart: boolean, isEnd: boolean): StepType {
  if (isEnd) return 'end';
  const type = step.transition?.type ?? null;
  return isStart && (type === null || type === 'linear') ? 'start' : type;
}
