import type { Flow } from '../model';
import { type PlainNode, plainNode } from '../pythonGraph';

/** A flow's graph with Metaflow's own values; one line of `stepwise graph --format json`. */
export interface JsonGraph {
  readonly flow: string;
  readonly file: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly steps: Readonly<Record<string, PlainNode>>;
}

/** @param line of an offset in the file with that URI, one-based */
export function jsonGraph(
  { flow, graph }: Flow,
  file: string,
  line: (source: string, offset: number) => number,
): JsonGraph {
  const steps = [...graph.nodes].map(([name, node]): [string, PlainNode] => [name, plainNode(node, line)]);
  return {
    flow: flow.name,
    file,
    start: graph.start ?? null,
    end: graph.end ?? null,
    steps: Object.fromEntries(steps),
  };
}
