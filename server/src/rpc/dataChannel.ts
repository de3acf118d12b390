/** The messages between the server's main thread and its data worker. */

export type ToWorker =
  | { readonly type: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'watch'; readonly roots: readonly string[] };

export type FromWorker =
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  /** `message` is a sentence for the user, `details` are for the log. */
  | { readonly type: 'error'; readonly id: number; readonly message: string; readonly details?: string }
  | { readonly type: 'changed'; readonly root: string; readonly flow?: string };

/** A thread's end of the channel. */
export interface Port<Out, In> {
  postMessage(message: Out): void;
  on(event: 'message', listener: (message: In) => void): unknown;
}
