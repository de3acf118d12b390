/** How each node looks and what it says. Pure: the provider turns it into tree items. */
import path from 'node:path';
import type { LiveRun } from '../../api';
import { pathspec } from '../../storeArguments';
import { duration } from '../../webview/duration';
import { count, dateTime, size, timeAgo } from './format';
import { type Node, refOf } from './nodes';
import { icons, type Look, runLook, stateWords } from './status';

export interface Row {
  readonly label: string;
  readonly description?: string;
  readonly icon: Look;
  readonly expandable: boolean;
  /** For `when` clauses of menus. */
  readonly context: string;
  /** Read out instead of label and description. */
  readonly spoken: string;
  /** Lines of the tooltip: a heading, then name and value. */
  readonly tooltip?: { readonly title: string; readonly facts: readonly (readonly [string, string])[] };
  readonly command?: 'stepwise.openArtifact' | 'stepwise.openTaskLog' | 'stepwise.moreRuns';
}

/** `live` is the run of this window that the node shows, where it is one. */
export function render(node: Node, now: number, live?: LiveRun): Row {
  switch (node.kind) {
    case 'root':
      return {
        label: path.basename(path.dirname(node.root)) || node.root,
        description: node.root,
        icon: { icon: 'database' },
        expandable: true,
        context: 'root',
        spoken: `datastore ${node.root}`,
      };
    case 'flow':
      return flowRow(node.flow, now);
    case 'run':
      return runRow(node.run, now, live);
    case 'step':
      return stepRow(node.step, now);
    case 'task':
      return taskRow(node.task, now);
    case 'log':
      return {
        label: 'Log',
        icon: { icon: 'output' },
        expandable: false,
        context: 'log',
        spoken: `log of task ${node.task.task} of step ${node.task.step}`,
        command: 'stepwise.openTaskLog',
      };
    case 'artifact':
      return artifactRow(node.artifact);
    case 'more':
      return {
        label: 'More runs…',
        icon: { icon: 'ellipsis' },
        expandable: false,
        context: 'more',
        spoken: `show more runs of ${node.flow.flow}`,
        command: 'stepwise.moreRuns',
      };
    case 'note':
      return {
        label: node.text,
        icon: node.problem ? { icon: 'warning', color: 'list.warningForeground' } : { icon: 'info' },
        expandable: false,
        context: 'note',
        spoken: node.text,
      };
  }
}

type Of<K extends Node['kind']> = Extract<Node, { readonly kind: K }>;

function flowRow(flow: Of<'flow'>['flow'], now: number): Row {
  const facts = [count(flow.runs, 'run')];
  if (flow.latestAt !== undefined) facts.push(timeAgo(flow.latestAt, now));
  return {
    label: flow.flow,
    description: facts.join(' · '),
    icon: { icon: 'type-hierarchy' },
    expandable: true,
    context: 'flow',
    spoken: `flow ${flow.flow}, ${facts.join(', ')}`,
  };
}

function runRow(run: Of<'run'>['run'], now: number, live: LiveRun | undefined): Row {
  const { look, word } = runLook(run, live);
  const finished = run.finishedAt ?? live?.finishedAt;
  const going = finished === undefined && look.spinning === true;
  const time = finished !== undefined || going ? duration((finished ?? now) - run.createdAt) : undefined;
  const tags = run.tags.join(', ');
  const facts: [string, string][] = [
    ['Status', word],
    ['Started', dateTime(run.createdAt)],
  ];
  if (time !== undefined) facts.push([going ? 'Running for' : 'Took', time]);
  if (live?.failure !== undefined) facts.push(['Reason', live.failure]);
  if (run.user !== undefined) facts.push(['User', run.user]);
  if (run.origin !== undefined) facts.push(['Resumes', run.origin]);
  if (tags !== '') facts.push(['Tags', tags]);
  if (run.systemTags.length > 0) facts.push(['System tags', run.systemTags.join(', ')]);
  return {
    label: timeAgo(run.createdAt, now),
    description: join([time, run.run, tags]),
    icon: look,
    expandable: true,
    context: 'run',
    spoken: `run ${run.run}, ${word}, ${timeAgo(run.createdAt, now)}${time === undefined ? '' : `, ${time}`}`,
    tooltip: { title: pathspec(run), facts },
  };
}

function stepRow(step: Of<'step'>['step'], now: number): Row {
  const word = stateWords[step.status];
  const several = step.tasks === 1 ? undefined : count(step.tasks, 'task');
  const failed = step.failed > 0 && step.tasks > 1 ? `${step.failed} failed` : undefined;
  const running = step.running > 0 && step.tasks > 1 ? `${step.running} running` : undefined;
  const time = elapsed(step, step.status, now);
  return {
    label: step.step,
    description: join([several, failed, running, time]),
    icon: icons[step.status],
    expandable: true,
    context: 'step',
    spoken: ['step', step.step, word, several, failed, running, time]
      .filter(Boolean)
      .join(', ')
      .replace(',', ''),
    tooltip: { title: pathspec(step), facts: facts(word, step, time) },
  };
}

function taskRow(task: Of<'task'>['task'], now: number): Row {
  const word = stateWords[task.status];
  const time = elapsed(task, task.status, now);
  const values = task.foreach.join(', ');
  const attempt = task.attempt > 0 ? `attempt ${task.attempt + 1}` : undefined;
  const more: [string, string][] = [];
  if (values !== '') more.push(['Foreach', values]);
  more.push(['Attempt', String(task.attempt + 1)]);
  if (task.origin !== undefined) more.push(['Taken over from', task.origin]);
  return {
    label: values === '' ? `task ${task.task}` : values,
    description: join([values === '' ? undefined : task.task, time, attempt, task.origin && 'resumed']),
    icon: icons[task.status],
    expandable: true,
    context: 'task',
    spoken: ['task', task.task, values, word, time, attempt].filter(Boolean).join(', ').replace(',', ''),
    tooltip: { title: pathspec(task), facts: [...facts(word, task, time), ...more] },
  };
}

function artifactRow(artifact: Of<'artifact'>['artifact']): Row {
  const type = artifact.type.split('.').at(-1) ?? artifact.type;
  const { name, encoding } = artifact;
  return {
    label: name,
    description: join([type, size(artifact.size)]),
    icon: { icon: 'symbol-variable' },
    expandable: false,
    context: 'artifact',
    spoken: `artifact ${name}, ${type}, ${size(artifact.size)}`,
    tooltip: {
      title: pathspec(refOf({ kind: 'artifact', artifact }) ?? artifact),
      facts: [
        ['Type', artifact.type],
        ['Size', size(artifact.size)],
        ['Encoding', encoding],
      ],
    },
    command: 'stepwise.openArtifact',
  };
}

interface Timed {
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** How long it took, or takes while it runs. */
function elapsed({ startedAt, finishedAt }: Timed, status: string, now: number): string | undefined {
  const end = finishedAt ?? (status === 'running' ? now : undefined);
  return startedAt === undefined || end === undefined ? undefined : duration(end - startedAt);
}

function facts(word: string, { startedAt }: Timed, time: string | undefined): [string, string][] {
  const list: [string, string][] = [['Status', word]];
  if (startedAt !== undefined) list.push(['Started', dateTime(startedAt)]);
  if (time !== undefined) list.push(['Took', time]);
  return list;
}

function join(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
