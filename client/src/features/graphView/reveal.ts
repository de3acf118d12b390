import * as vscode from 'vscode';
import type { Range } from '../../../../server/src/protocol/flows';

/**
 * Shows a place in an editor: in the column where its file is already seen, else beside the graph's column, so that the
 * graph is not covered.
 */
export async function revealPlace(
  place: { readonly uri: string; readonly range: Range },
  graphColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  const uri = vscode.Uri.parse(place.uri);
  const { start, end } = place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(uri, { viewColumn: columnFor(uri, graphColumn), selection });
}

function columnFor(uri: vscode.Uri, graphColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const key = uri.toString();
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === key);
  if (visible?.viewColumn !== undefined) return visible.viewColumn;
  const open = vscode.window.tabGroups.all.find((group) =>
    group.tabs.some((tab) => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === key),
  );
  if (open !== undefined) return open.viewColumn;
  return graphColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
}
