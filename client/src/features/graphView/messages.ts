/** What the graph view's app and its host tell each other. */
import type { GraphData } from '../../../../server/src/protocol/graph';
import type { Message } from '../../webview/channel';

export type StepStatus = 'pending' | 'running' | 'succeeded' | 'failed';

/** A step of a live run. */
export interface StepState {
  readonly name: string;
  readonly status: StepStatus;
  /** Tasks that are due as far as is known. */
  readonly total: number;
  /** Tasks that ended, well or not. */
  readonly done: number;
  readonly failed: number;
}
/** The newest run of the flow in this window. Times are milliseconds since the epoch. */
export interface RunView {
  readonly state: 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly failure?: string;
  readonly steps: readonly StepState[];
}

export type ToApp =
  /** Which flow it shows; kept in the webview's state so that the panel survives a reload. */
  | { readonly type: 'target'; readonly uri: string; readonly flow: string }
  | { readonly type: 'graph'; readonly graph: GraphData }
  /** Why there is no picture, in one sentence. */
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'run'; readonly run: RunView | null }
  /** The step that the editor's caret stands in. */
  | { readonly type: 'caret'; readonly step: string | null }
  /** Bring a step into view and focus it. */
  | { readonly type: 'show'; readonly step: string };

export type ToHost =
  /** Go to the step's source. */
  { readonly type: 'reveal'; readonly step: string };

/** Messages of the app as the host takes them. */
export function parseToHost(message: Message): ToHost | undefined {
  if (message.type !== 'reveal') return undefined;
  return 'step' in message && typeof message.step === 'string'
    ? { type: 'reveal', step: message.step }
    : undefined;
}

/** What the webview keeps over a reload, parsed. */
export function parseTarget(state: unknown): { readonly uri: string; readonly flow: string } | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { uri, flow } = state as { readonly uri?: unknown; readonly flow?: unknown };
  return typeof uri === 'string' && typeof flow === 'string' ? { uri, flow } : undefined;
}
