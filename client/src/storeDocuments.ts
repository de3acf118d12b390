/** Addresses of read-only documents that show something of a datastore. */
import * as vscode from 'vscode';
import { pathspec, type StoreRef, storeRef } from './storeArguments';

/**
 * `title` is the file name that the tab shows; the folders before it tell documents of the same name apart. The query
 * holds the reference itself.
 */
export function documentUri(scheme: string, ref: StoreRef, title: string): vscode.Uri {
  const { name: _, ...task } = ref;
  const folders = pathspec(task)
    .split('/')
    .map((part) => part.replace(/[\\/]/g, '_'));
  const query = JSON.stringify(storeRef(ref));
  return vscode.Uri.from({ scheme, path: `/${[...folders, title.replace(/[\\/]/g, '_')].join('/')}`, query });
}

/** The reference in such an address, where it is one. */
export function refOfUri(uri: vscode.Uri): StoreRef | undefined {
  try {
    return storeRef(JSON.parse(uri.query));
  } catch {
    return undefined;
  }
}

/** Shows such a document, and not over a graph: in the active column if that shows text, else where text is shown. */
export async function showDocument(uri: vscode.Uri, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.languages.setTextDocumentLanguage(document, language);
  const groups = vscode.window.tabGroups;
  const showsView = ({ activeTab }: vscode.TabGroup) => activeTab?.input instanceof vscode.TabInputWebview;
  const group = showsView(groups.activeTabGroup)
    ? groups.all.find((other) => !showsView(other))
    : groups.activeTabGroup;
  await vscode.window.showTextDocument(document, {
    preview: true,
    viewColumn: group?.viewColumn ?? vscode.ViewColumn.Beside,
  });
}
