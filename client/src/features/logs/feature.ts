import * as vscode from 'vscode';
import { storeChanged, type TaskRef, taskLogRequest } from '../../../../server/src/protocol/store';
import type { Context, Feature } from '../../context';
import { isCancellation, UserError } from '../../errors';
import { taskRef } from '../../storeArguments';
import { documentUri, refOfUri, showDocument } from '../../storeDocuments';
import { logText } from './text';

const scheme = 'metaflow-log';
/** Milliseconds between two readings of a log that is open while its run goes on. */
const interval = 1_000;

/** Stored logs of tasks as read-only documents, so that the editor's search, folding and links work in them. */
export const logs: Feature = {
  activate(context) {
    const changed = context.own(new vscode.EventEmitter<vscode.Uri>());
    context.own(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri, token) => read(context, taskRef(refOfUri(uri)), token),
      }),
    );
    context.command('stepwise.openTaskLog', async (argument) => {
      const ref = taskRef(argument);
      if (ref === undefined) throw new UserError('Choose a task in the Runs view first.');
      const uri = documentUri(scheme, ref, `${ref.step} ${ref.task}.log`);
      const known = openLogs().some((open) => open.toString() === uri.toString());
      if (known) changed.fire(uri);
      await showDocument(uri, 'log');
    });
    refreshOpen(context, changed);
  },
};

/** Open logs grow with their run. */
function refreshOpen(context: Context, changed: vscode.EventEmitter<vscode.Uri>): void {
  const fire = (matches: (ref: TaskRef) => boolean) => {
    for (const uri of openLogs()) {
      const ref = taskRef(refOfUri(uri));
      if (ref !== undefined && matches(ref)) changed.fire(uri);
    }
  };
  context.own(
    context.server.on(storeChanged, ({ root, flow }) =>
      fire((ref) => ref.root === root && (flow === undefined || ref.flow === flow)),
    ),
  );
  let timer: NodeJS.Timeout | undefined;
  const going = new Set<string>();
  context.own(
    context.runs.onDidChange(({ runId }) => {
      if (runId === undefined || openLogs().length === 0) return;
      going.add(runId);
      timer ??= setTimeout(() => {
        timer = undefined;
        fire((ref) => going.has(ref.run));
        going.clear();
      }, interval);
    }),
  );
  context.own(new vscode.Disposable(() => clearTimeout(timer)));
}

function openLogs(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments
    .filter((document) => document.uri.scheme === scheme)
    .map((document) => document.uri);
}

async function read(
  context: Context,
  ref: TaskRef | undefined,
  token: vscode.CancellationToken,
): Promise<string> {
  if (ref === undefined) return 'This address names no task. Open its log from the Runs view.\n';
  try {
    return logText(await context.server.request(taskLogRequest, ref, token));
  } catch (error) {
    if (isCancellation(error)) throw error;
    context.log.error(`The log of task ${ref.task} was not read.`, String(error));
    return `The log could not be read: ${error instanceof Error ? error.message : String(error)}\n`;
  }
}
