/** Questions to a graph's data about places in source. Pure. */
import type { Position } from '../../../../server/src/protocol/flows';
import type { GraphData, GraphNode } from '../../../../server/src/protocol/graph';

type Place = NonNullable<GraphNode['location']>;

/** The step whose source, decorators included, holds the position. */
export function stepAt(graph: GraphData, uri: string, at: Position): string | undefined {
  return graph.nodes.find(({ location }) => location?.uri === uri && holds(location.whole, at))?.name;
}

/** Where a step's name stands; of a step that does not exist, the first step that names it. */
export function placeOf(graph: GraphData, step: string): Place | undefined {
  const find = (name: string | undefined) => graph.nodes.find((node) => node.name === name)?.location;
  return find(step) ?? find(graph.edges.find((edge) => edge.to === step)?.from);
}

/** Files that the flow is written in: its own and those of inherited steps. */
export function filesOf(graph: GraphData): ReadonlySet<string> {
  const files = graph.nodes.flatMap(({ location }) => (location === undefined ? [] : [location.uri]));
  return new Set([graph.uri, ...files]);
}

function holds({ start, end }: Place['whole'], at: Position): boolean {
  const after = at.line > start.line || (at.line === start.line && at.character >= start.character);
  const before = at.line < end.line || (at.line === end.line && at.character <= end.character);
  return after && before;
}
