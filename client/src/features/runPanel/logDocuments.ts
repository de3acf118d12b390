import * as vscode from 'vscode';
import type { Context } from '../../context';
import type { Selection } from './messages';
import { logText } from './views';

const scheme = 'stepwise-run-log';

/** The address of the log of a selection as a read-only document; `title` names the run. */
export function logUri({ key, step, task }: Selection, title: string): vscode.Uri {
  const name = [title, step, task].filter((part) => part !== undefined).join(' ');
  return vscode.Uri.from({ scheme, path: `/${name}.log`, query: JSON.stringify({ key, step, task }) });
}

/** Logs of this window's runs as documents: find, copy and folding are the editor's own. They grow with the run. */
export function provideLogDocuments(context: Context): void {
  const changed = context.own(new vscode.EventEmitter<vscode.Uri>());
  context.own(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent(uri) {
        const selection = parseQuery(uri.query);
        const { dropped, lines } = context.logs.read(selection.key);
        return logText(dropped, lines, selection);
      },
    }),
  );
  // At the end of the run: a document that is replaced ten times a second can not be read.
  context.own(
    context.runs.onDidChange(({ key, finishedAt }) => {
      if (finishedAt === undefined) return;
      for (const { uri } of vscode.workspace.textDocuments) {
        if (uri.scheme === scheme && parseQuery(uri.query).key === key) changed.fire(uri);
      }
    }),
  );
}

function parseQuery(query: string): Selection {
  const data: unknown = JSON.parse(query);
  const text = (name: string) => {
    const value =
      typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return { key: text('key') ?? '', step: text('step'), task: text('task') };
}
