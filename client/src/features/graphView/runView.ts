import type { LiveRun } from '../../api';
import type { RunView, StepState } from './messages';

/** What the picture shows of a run. */
export function runView(run: LiveRun): RunView {
  const steps = [...run.steps.values()].map(
    (step): StepState => ({
      name: step.name,
      status: step.status,
      total: step.total,
      done: step.succeeded + step.failed,
      failed: step.failed,
    }),
  );
  return {
    state: run.state,
    startedAt: run.startedAt,
    ...(run.finishedAt === undefined ? {} : { finishedAt: run.finishedAt }),
    ...(run.failure === undefined ? {} : { failure: run.failure }),
    steps,
  };
}
