import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export const extensionId = 'stepwise.stepwise';

/** Opens a file of the workspace in an editor. */
export async function openFlow(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
}

/** Replaces the first occurrence of a text, without saving. */
export async function replace(editor: vscode.TextEditor, old: string, text: string): Promise<void> {
  const start = placeOf(editor.document, old);
  const range = new vscode.Range(start, start.translate(0, old.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, text)));
}

export function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} is not in the file`);
  return document.positionAt(offset);
}

/** The diagnostics of a document once they are as wanted. */
export async function diagnostics(
  uri: vscode.Uri,
  wanted: (all: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  for (;;) {
    const changed = nextEvent(vscode.languages.onDidChangeDiagnostics);
    const all = vscode.languages.getDiagnostics(uri);
    if (wanted(all)) return all;
    await changed;
  }
}

function nextEvent<T>(event: vscode.Event<T>): Promise<T> {
  return new Promise((resolve) => {
    const subscription = event((value) => {
      subscription.dispose();
      resolve(value);
    });
  });
}
