/** Runs and lines as the app shows them. Pure. */
import type { LiveRun, LogLine } from '../../api';
import type { LineView, RunView, Status, StepView, TaskView } from './messages';

/** Tasks of a step that are listed; a foreach may have thousands. */
export const listedTasks = 200;

export function runView(run: LiveRun): RunView {
  const tasks = new Map<string, TaskView[]>();
  for (const { step, task, status, attempt, startedAt, finishedAt } of run.tasks.values()) {
    const list = tasks.get(step) ?? [];
    list.push({ task, status, attempt, startedAt, finishedAt });
    tasks.set(step, list);
  }
  const steps = [...run.steps.values()].map(
    ({ name, status, total, succeeded, failed }): StepView => ({
      name,
      status,
      total,
      ended: succeeded + failed,
      tasks: (tasks.get(name) ?? []).slice(-listedTasks),
    }),
  );
  return {
    key: run.key,
    title: run.runId === undefined ? run.flow : `${run.flow} ${run.runId}`,
    flow: run.flow,
    status: statusOf(run.state),
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    failure: run.failure,
    steps,
  };
}

function statusOf(state: LiveRun['state']): Status {
  return state === 'starting' ? 'running' : state;
}

/** Lines of Metaflow itself (metaflow/runtime.py and cli.py, 2.19.38). */
const system =
  /^(Task is starting|Task finished successfully\.$|Workflow starting \(|Foreach yields \d+ child steps\.$|Terminating \d+ active tasks|Flushing logs\.\.\.$|Done!|Metaflow \S+ executing |Validating your flow\.\.\.$|\s*The graph looks good!$|Creating local datastore |Including file )/;
const bad =
  /^(Task failed\b|Workflow failed\.$|<flow \S+ step .*> failed:$|Internal error$|Traceback \(most recent call last\):$|This failed task will not be retried\.$|\[KILLED BY ORCHESTRATOR\]$|[A-Za-z_][\w.]*(Error|Exception|Interrupt)(: |$))/;
const frame = /File "([^"]+)", line (\d+)/;

/** `isOwn` tells files that a link may lead to. */
export function lineView(
  { time, step, task, text, stream }: LogLine,
  isOwn: (file: string) => boolean,
): LineView {
  const view: LineView = { time, step, task, text, kind: kindOf(text, stream) };
  const match = frame.exec(text);
  if (match === null) return view;
  const [whole, file = '', line] = match;
  if (!isOwn(file)) return view;
  return { ...view, link: { from: match.index, to: match.index + whole.length, file, line: Number(line) } };
}

function kindOf(text: string, stream: LogLine['stream']): LineView['kind'] {
  if (system.test(text)) return 'system';
  if (stream === 'stderr' && text.trim() !== '') return 'error';
  return bad.test(text) ? 'error' : undefined;
}

/** The log of a selection as a document. */
export function logText(
  dropped: number,
  lines: readonly LogLine[],
  { step, task }: { readonly step?: string; readonly task?: string },
): string {
  const chosen = lines.filter(
    (line) => step === undefined || (line.step === step && (task ?? line.task) === line.task),
  );
  const text = chosen.map((line) => {
    const origin = line.step === undefined || task !== undefined ? '' : `[${line.step}/${line.task}] `;
    return `${line.time === undefined ? '' : `${line.time} `}${origin}${line.text}`;
  });
  const note = dropped > 0 ? [`(The first ${dropped} lines of this run were not kept.)`] : [];
  return [...note, ...text, ''].join('\n');
}
