/** What is said of a run while it goes on and when it has ended. Pure. */

import type { LiveRun, LiveStep } from '../../api';
import { duration } from '../../webview/duration';
import type { Failure } from './failure';

type Told = Pick<LiveRun, 'flow' | 'runId' | 'state' | 'steps' | 'startedAt' | 'finishedAt'>;

/** `TrainFlow run 1234`. */
export function nameOf({ flow, runId }: Pick<LiveRun, 'flow' | 'runId'>): string {
  return runId === undefined ? flow : `${flow} run ${runId}`;
}

/** `train 3 of 10, score`: the steps that run now. */
export function progressText({ steps, state }: Told): string {
  if (state === 'starting') return 'starting';
  const running = [...steps.values()].filter((step) => step.running > 0);
  if (running.length === 0) return 'between steps';
  const shown = running.slice(0, 3).map(stepText).join(', ');
  return running.length > 3 ? `${shown} and ${running.length - 3} more` : shown;
}

function stepText({ name, total, succeeded, failed }: LiveStep): string {
  return total > 1 ? `${name} ${succeeded + failed} of ${total}` : name;
}

/** How a run ended, in one sentence. */
export function outcomeText(run: Told, failure: Failure | undefined): string {
  const name = nameOf(run);
  const took = duration((run.finishedAt ?? run.startedAt) - run.startedAt);
  if (run.state === 'succeeded') return `${name} succeeded in ${took}.`;
  if (run.state === 'cancelled') return `${name} was stopped after ${took}.`;
  const [message = ''] = (failure?.message ?? 'no reason was given').split('\n', 1);
  const where =
    failure?.step === undefined ? `${run.flow} did not run` : `${name} failed in step ${failure.step}`;
  return `${where}: ${message.replace(/\.$/, '')}.`;
}
