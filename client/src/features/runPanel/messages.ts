/** Messages between the extension and the run panel's app. Data only. */
import type { Message } from '../../webview/channel';

export type Status = 'pending' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** Times are milliseconds since the epoch. */
export interface TaskView {
  readonly task: string;
  readonly status: Status;
  /** Zero-based. */
  readonly attempt: number;
  readonly startedAt: number;
  readonly finishedAt?: number;
}
export interface StepView {
  readonly name: string;
  readonly status: Status;
  readonly total: number;
  /** Ended, well or not. */
  readonly ended: number;
  /** The newest ones where there are very many. */
  readonly tasks: readonly TaskView[];
}
export interface RunView {
  readonly key: string;
  readonly title: string;
  readonly flow: string;
  readonly status: Status;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly failure?: string;
  readonly steps: readonly StepView[];
}

export interface LineView {
  readonly time?: string;
  readonly step?: string;
  readonly task?: string;
  readonly text: string;
  /** `system` is what Metaflow itself says. */
  readonly kind?: 'error' | 'system';
  /** A place in one of the person's files: the part of the text that leads there. */
  readonly link?: {
    readonly from: number;
    readonly to: number;
    readonly file: string;
    readonly line: number;
  };
}

/** What is shown of a run: all of it, a step, or a task. */
export interface Selection {
  readonly key: string;
  readonly step?: string;
  readonly task?: string;
}

export type ToApp =
  /** A run began or changed. */
  | { readonly type: 'run'; readonly run: RunView }
  /** Show this one. */
  | { readonly type: 'select'; readonly key: string }
  /** Lines of the run that is shown; `first` empties what was there. `dropped` lines before them are not kept. */
  | {
      readonly type: 'lines';
      readonly key: string;
      readonly first: boolean;
      readonly dropped: number;
      readonly lines: readonly LineView[];
    };

export type ToHost =
  /** Send the lines of this run, and those that come. */
  | { readonly type: 'show'; readonly key: string }
  | { readonly type: 'openFile'; readonly key: string; readonly file: string; readonly line: number }
  | ({ readonly type: 'openLog' } & Selection)
  | { readonly type: 'stop'; readonly key: string }
  | { readonly type: 'again'; readonly key: string }
  | { readonly type: 'graph'; readonly key: string };

/** Messages of the app, checked: its log is full of other people's text. */
export function parseToHost(message: Message): ToHost | undefined {
  const field = (name: string): unknown => (message as unknown as Record<string, unknown>)[name];
  const text = (name: string) => {
    const value = field(name);
    return typeof value === 'string' ? value : undefined;
  };
  const key = text('key');
  if (key === undefined) return undefined;
  switch (message.type) {
    case 'show':
    case 'stop':
    case 'again':
    case 'graph':
      return { type: message.type, key };
    case 'openLog':
      return { type: 'openLog', key, step: text('step'), task: text('task') };
    case 'openFile': {
      const [file, line] = [text('file'), field('line')];
      return file !== undefined && typeof line === 'number'
        ? { type: 'openFile', key, file, line }
        : undefined;
    }
    default:
      return undefined;
  }
}
