import type { Flow, Target } from '../../flow/model';
import { exitsOf } from './exits';

/** A transition that closes a loop. */
export interface Loop {
  /** The step whose transition leads back. */
  readonly from: string;
  readonly target: Target;
  /** Steps of the loop in order, beginning with the one that `target` names. */
  readonly path: readonly string[];
}

const known = new WeakMap<Flow, readonly Loop[]>();

/**
 * Transitions that lead back to a step on the way to them: without these the graph has no loop. Steps are taken in
 * Metaflow's order, so the first one is the one that Metaflow names (metaflow/lint.py: check_for_acyclicity, 2.19.38).
 * A switch may lead to itself. What leads back to the start, or on from the end, is wrong for that reason already.
 */
export function loopsOf(flow: Flow): readonly Loop[] {
  let loops = known.get(flow);
  if (loops === undefined) {
    loops = find(flow);
    known.set(flow, loops);
  }
  return loops;
}

function find(flow: Flow): readonly Loop[] {
  const loops: Loop[] = [];
  const done = new Set<string>();
  for (const root of flow.flow.steps.keys()) {
    if (done.has(root)) continue;
    const path = [{ name: root, targets: follow(flow, root), next: 0 }];
    const depth = new Map([[root, 0]]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = top.targets[top.next++];
      if (target === undefined) {
        path.pop();
        depth.delete(top.name);
        done.add(top.name);
        continue;
      }
      const back = depth.get(target.name);
      if (back !== undefined)
        loops.push({ from: top.name, target, path: path.slice(back).map((frame) => frame.name) });
      else if (!done.has(target.name)) {
        depth.set(target.name, path.length);
        path.push({ name: target.name, targets: follow(flow, target.name), next: 0 });
      }
    }
  }
  return loops;
}

function follow(flow: Flow, name: string): readonly Target[] {
  const exit = exitsOf(flow).get(name);
  if (exit === undefined || exit.kind === 'end') return [];
  const { transition } = exit.step;
  const isSwitch = transition?.type === 'split-switch';
  return (transition?.targets ?? []).filter(
    (target) =>
      flow.flow.steps.has(target.name) &&
      target.name !== flow.graph.start &&
      !(isSwitch && target.name === name),
  );
}
