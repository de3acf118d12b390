/** Everything that the graph view says, so that what is seen is also read out. */

import type { GraphEdge, GraphNode } from '../../../../../server/src/protocol/graph';
import { duration } from '../../../webview/duration';
import type { RunView, StepState, StepStatus } from '../messages';

const statusWords: Readonly<Record<StepStatus, string>> = {
  pending: 'not started',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
};
const runWords: Readonly<Record<RunView['state'], string>> = {
  starting: 'Starting',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Stopped',
};

/** What a step does in the flow: `foreach over items`; empty for a plain step. `out` are the edges that leave it. */
export function kindWords(node: GraphNode, out: readonly GraphEdge[]): string {
  switch (node.kind) {
    case 'foreach': {
      const variable = out.find((edge) => edge.kind === 'foreach')?.label;
      return variable === undefined ? 'foreach' : `foreach over ${variable}`;
    }
    case 'parallel':
      return 'starts parallel tasks';
    case 'split':
      return `splits into ${out.length} branches`;
    case 'switch':
      return `switch with ${out.length} cases`;
    case 'join':
      return 'join';
    case 'start':
      return 'start of the flow';
    case 'end':
      return 'end of the flow';
    case 'unknown':
      return 'leads nowhere yet';
    case 'linear':
      return '';
  }
}

/** `step train, foreach over items, running, 3 of 10 done` */
export function stepLabel(node: GraphNode, out: readonly GraphEdge[], state?: StepState): string {
  const problems = node.problems.map((problem) => `${problem.severity}: ${problem.message}`);
  const parts = [
    `step ${node.name}`,
    node.missing ? 'does not exist' : kindWords(node, out),
    node.many ? 'has many tasks' : '',
    state === undefined ? '' : statusWords[state.status],
    state !== undefined && state.total > 1 ? `${state.done} of ${state.total} done` : '',
    state !== undefined && state.failed > 0 && state.total > 1 ? `${state.failed} failed` : '',
    node.unreachable && !node.missing ? 'not reachable from the start' : '',
    ...problems,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The tooltip of a step: its docstring, what it is and what is wrong with it. */
export function stepTooltip(node: GraphNode, out: readonly GraphEdge[]): string {
  const what = kindWords(node, out);
  const lines = [
    node.doc ?? '',
    what === '' ? '' : `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    node.missing ? 'There is no such step.' : '',
    node.many ? 'Runs as many tasks.' : '',
    node.unreachable && !node.missing ? 'The start does not lead here.' : '',
    ...(node.decorators.length > 0 ? [node.decorators.map((name) => `@${name}`).join(' ')] : []),
    ...node.problems.map(({ message }) => message),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** `Running`, `12 s`, `3 of 8 steps done`; `steps` is how many the flow has. */
export function runLabel(run: RunView, steps: number, now: number): readonly string[] {
  const done = run.steps.filter((step) => step.status === 'succeeded').length;
  const parts = [runWords[run.state], duration((run.finishedAt ?? now) - run.startedAt)];
  if (run.state === 'running' && steps > 0) parts.push(`${done} of ${steps} steps done`);
  return parts;
}
