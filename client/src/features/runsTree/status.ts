/** Icons and words of states. Colours alone never carry a meaning. */
import type { RunStatus, RunSummary, TaskStatus } from '../../../../server/src/protocol/store';
import type { LiveRun } from '../../api';

/** A codicon with the id of a theme colour. */
export interface Look {
  readonly icon: string;
  readonly color?: string;
  readonly spinning?: boolean;
}

const good: Look = { icon: 'pass', color: 'charts.green' };
const bad: Look = { icon: 'error', color: 'testing.iconFailed' };
const going: Look = { icon: 'loading', color: 'charts.blue', spinning: true };

export const icons: Readonly<Record<TaskStatus | RunStatus, Look>> = {
  starting: { icon: 'circle-large-outline', color: 'charts.blue' },
  running: { icon: 'play-circle', color: 'charts.blue' },
  succeeded: good,
  failed: bad,
  caught: { icon: 'warning', color: 'list.warningForeground' },
  unknown: { icon: 'question' },
};

export const stateWords: Readonly<Record<TaskStatus | RunStatus, string>> = {
  starting: 'starting',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  caught: 'failed, the error was caught',
  unknown: 'unfinished',
};

const liveLooks: Readonly<Record<LiveRun['state'], { readonly look: Look; readonly word: string }>> = {
  starting: { look: going, word: 'starting' },
  running: { look: going, word: 'running' },
  succeeded: { look: good, word: 'succeeded' },
  failed: { look: bad, word: 'failed' },
  cancelled: { look: { icon: 'circle-slash' }, word: 'stopped' },
};

/** This window knows best how its own runs stand. */
export function runLook(
  run: RunSummary,
  live: LiveRun | undefined,
): { readonly look: Look; readonly word: string } {
  return live === undefined
    ? { look: icons[run.status], word: stateWords[run.status] }
    : liveLooks[live.state];
}
