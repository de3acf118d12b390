/** The tree of runs as rows. Pure. */
import type { RunView, Selection, Status } from '../messages';

export interface Row {
  /** Unique and stable: what is focused and opened is known by it. */
  readonly id: string;
  readonly selection: Selection;
  /** One-based. */
  readonly level: number;
  readonly label: string;
  /** Count or attempt. */
  readonly detail: string;
  readonly status: Status;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Undefined where it has nothing below it. */
  readonly expanded?: boolean;
}

export const idOf = ({ key, step, task }: Selection) =>
  [key, step, task].filter((part) => part !== undefined).join('/');

/** Rows in order, the newest run first. `toggled` holds what is not as usual: runs are open, steps closed. */
export function rowsOf(runs: readonly RunView[], toggled: ReadonlySet<string>): readonly Row[] {
  return [...runs].reverse().flatMap((run) => {
    const selection = { key: run.key };
    const expanded = run.steps.length === 0 ? undefined : !toggled.has(idOf(selection));
    const { status, startedAt, finishedAt } = run;
    const head: Row = {
      id: idOf(selection),
      selection,
      level: 1,
      label: run.title,
      detail: '',
      status,
      startedAt,
      finishedAt,
      expanded,
    };
    return expanded === true ? [head, ...run.steps.flatMap((step) => stepRows(run, step, toggled))] : [head];
  });
}

function stepRows(run: RunView, step: RunView['steps'][number], toggled: ReadonlySet<string>): Row[] {
  const selection = { key: run.key, step: step.name };
  const { tasks, total, ended, status } = step;
  const many = total > 1;
  const expanded = many && tasks.length > 0 ? toggled.has(idOf(selection)) : undefined;
  const finished = status === 'succeeded' || status === 'failed';
  const ends = tasks.map(({ finishedAt }) => finishedAt ?? 0);
  const [only] = tasks;
  const head: Row = {
    id: idOf(selection),
    selection,
    level: 2,
    label: step.name,
    detail: many ? `${ended} of ${total}` : attempt(only?.attempt ?? 0),
    status,
    startedAt: tasks.length === 0 ? undefined : Math.min(...tasks.map(({ startedAt }) => startedAt)),
    finishedAt: finished ? Math.max(...ends) : undefined,
    expanded,
  };
  if (expanded !== true) return [head];
  return [
    head,
    ...tasks.map((task): Row => {
      const below = { ...selection, task: task.task };
      return {
        id: idOf(below),
        selection: below,
        level: 3,
        label: `task ${task.task}`,
        detail: attempt(task.attempt),
        status: task.status,
        startedAt: task.startedAt,
        finishedAt: task.finishedAt,
      };
    }),
  ];
}

function attempt(number: number): string {
  return number === 0 ? '' : `attempt ${number + 1}`;
}

/** The row that a key goes to from one; the arrows of the tree pattern. Undefined where it stays. */
export function neighbour(rows: readonly Row[], id: string | undefined, key: string): Row | undefined {
  const at = rows.findIndex((row) => row.id === id);
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1];
    case 'ArrowUp':
      return rows[at - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowLeft': {
      const level = rows[at]?.level ?? 1;
      return rows.slice(0, at).findLast((row) => row.level < level);
    }
    case 'ArrowRight': {
      const next = rows[at + 1];
      return next !== undefined && next.level > (rows[at]?.level ?? 1) ? next : undefined;
    }
    default:
      return undefined;
  }
}
