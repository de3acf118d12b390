import type { Flow, Target } from '../../flow/model';
import { exitsOf } from './exits';

/** A transition that makes a loop. */
export interface Loop {
  /** The transition that leads back, seen from the start: without these the graph has no loop. */
  readonly from: string;
  readonly target: Target;
  /** The transition to point at, and the steps of the loop in order, beginning with the one that it leads to. */
  readonly closing: { readonly from: string; readonly target: Target; readonly path: readonly string[] };
}

type Closing = Loop['closing'];

const known = new WeakMap<Flow, readonly Loop[]>();

/**
 * The loops of a flow. A switch may lead to itself. What leads back to the start, or on from the end, or has no
 * supported form, is wrong for that reason already. Of all transitions of a loop Metaflow points at one that depends
 * on the alphabet; so do we for the loop that it names.
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
  const { steps } = flow.flow;
  const { start } = flow.graph;
  const bySource = [...steps.values()].sort((a, b) => a.span.start - b.span.start).map((step) => step.name);
  const natural = Array.from(search(flow, start === undefined ? bySource : [start, ...bySource]), closingOf);
  if (natural.length === 0) return [];
  const named = namedByMetaflow(flow);
  const edges = new Set(
    named?.path.map((name, i) => edge(name, named.path[(i + 1) % named.path.length] ?? name)),
  );
  let isTold = false;
  return natural.map((closing) => {
    const isNamed = !isTold && named !== undefined && edges.has(edge(closing.from, closing.target.name));
    isTold ||= isNamed;
    return { from: closing.from, target: closing.target, closing: isNamed ? named : closing };
  });
}

/**
 * The loop that Metaflow stops at: it takes the steps by name, and does not count the first one as being on the path,
 * so a loop through that one is closed by its own transition (metaflow/lint.py: check_for_acyclicity, 2.19.38).
 */
function namedByMetaflow(flow: Flow): Closing | undefined {
  const [first] = search(flow, flow.flow.steps.keys());
  if (first === undefined) return undefined;
  const { path, back } = first;
  const [root, second] = path;
  const closing = root?.targets[root.next - 1];
  if (back > 0 || root === undefined || second === undefined || closing === undefined)
    return closingOf(first);
  return { from: root.name, target: closing, path: [...path.slice(1).map((frame) => frame.name), root.name] };
}

function closingOf({ path, back, target }: Found): Closing {
  return {
    from: path.at(-1)?.name ?? target.name,
    target,
    path: path.slice(back).map((frame) => frame.name),
  };
}

function edge(from: string, to: string): string {
  return `${from}>${to}`;
}

interface Frame {
  readonly name: string;
  readonly targets: readonly Target[];
  next: number;
}

interface Found {
  readonly path: readonly Frame[];
  /** Where on the path the step is that `target` leads back to. */
  readonly back: number;
  readonly target: Target;
}

/** Searches depth first from each root for transitions back to a step on the way. The path changes as it goes on. */
function* search(flow: Flow, roots: Iterable<string>): Iterable<Found> {
  const done = new Set<string>();
  for (const root of roots) {
    if (done.has(root)) continue;
    const path: Frame[] = [{ name: root, targets: follow(flow, root), next: 0 }];
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
      if (back !== undefined) yield { path, back, target };
      else if (!done.has(target.name)) {
        depth.set(target.name, path.length);
        path.push({ name: target.name, targets: follow(flow, target.name), next: 0 });
      }
    }
  }
}

function follow(flow: Flow, name: string): readonly Target[] {
  const exit = exitsOf(flow).get(name);
  if (exit === undefined || exit.kind !== 'certain') return [];
  const { transition } = exit.step;
  const isSwitch = transition?.type === 'split-switch';
  const isReachedAgain = flow.graph.nodes.get(flow.graph.start ?? '')?.in.includes(name) ?? false;
  return (transition?.targets ?? []).filter(
    (target) =>
      flow.flow.steps.has(target.name) &&
      !(target.name === flow.graph.start && isReachedAgain) &&
      !(isSwitch && target.name === name),
  );
}
