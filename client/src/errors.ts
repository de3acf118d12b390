/** How errors reach the person: one sentence that says what happened and what to do; details in the output channel. */
import * as vscode from 'vscode';

/** A button below a message. */
export interface Action {
  readonly title: string;
  run(): unknown;
}

/** An error whose message is written for the person who sees it. */
export class UserError extends Error {
  readonly actions: readonly Action[];
  constructor(message: string, actions: readonly Action[] = [], options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.actions = actions;
  }
}

/** Whether the person or the editor called it off: nothing to report. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}

/** Shows a message with buttons and does what the pressed one says. */
export async function showMessage(
  kind: 'info' | 'warning' | 'error',
  message: string,
  actions: readonly Action[] = [],
): Promise<void> {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const show = { info: showInformationMessage, warning: showWarningMessage, error: showErrorMessage }[kind];
  const titles = actions.map(({ title }) => title);
  const pressed = await show<string>(message, ...titles);
  await actions.find(({ title }) => title === pressed)?.run();
}

/** Tells an error: `doing` completes "Could not …". Cancellations are silent. */
export function report(log: vscode.LogOutputChannel, doing: string, error: unknown): void {
  if (isCancellation(error)) return;
  log.error(`Could not ${doing}.`, error instanceof Error ? (error.stack ?? error.message) : String(error));
  const showOutput: Action = { title: 'Show Output', run: () => log.show() };
  const known = error instanceof UserError;
  const message = known ? error.message : `Could not ${doing}: ${firstLine(error)}`;
  const actions = known && error.actions.length > 0 ? error.actions : [showOutput];
  showMessage('error', message, actions).then(undefined, (problem: unknown) =>
    report(log, 'do what the button says', problem),
  );
}

/** Runs something and reports its error. */
export async function guard(
  log: vscode.LogOutputChannel,
  doing: string,
  run: () => unknown,
): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    report(log, doing, error);
    return undefined;
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  return line === '' ? 'no reason was given.' : line;
}
