import path from 'node:path';
import * as vscode from 'vscode';
import { flowsChanged } from '../../../../server/src/protocol/flows';
import type { Context } from '../../context';

/** Folders whose datastores are of interest: of the workspace, of open flow files, and where this window's runs began. */
export class Folders implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #files = new Map<string, string>();
  readonly #context: Context;
  readonly #subscriptions: vscode.Disposable[];
  #known = '';
  readonly onDidChange = this.#changed.event;

  constructor(context: Context) {
    this.#context = context;
    // The first run in a folder makes its datastore.
    const stores = vscode.workspace.createFileSystemWatcher('**/.metaflow', false, true, false);
    stores.onDidCreate(() => this.#changed.fire());
    stores.onDidDelete(() => this.#changed.fire());
    this.#subscriptions = [
      stores,
      this.#changed,
      context.server.on(flowsChanged, ({ uri, flows }) => {
        const file = vscode.Uri.parse(uri);
        if (file.scheme !== 'file') return;
        if (flows.length > 0) this.#files.set(uri, path.dirname(file.fsPath));
        else this.#files.delete(uri);
        this.#check();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#files.delete(uri.toString());
        this.#check();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#check()),
      context.runs.onDidChange(() => this.#check()),
    ];
    this.#known = JSON.stringify(this.list());
  }

  list(): readonly string[] {
    const workspace = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath);
    const ran = this.#context.runs.all().map((run) => run.cwd);
    return [...new Set([...workspace, ...this.#files.values(), ...ran])];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #check(): void {
    const now = JSON.stringify(this.list());
    if (now === this.#known) return;
    this.#known = now;
    this.#changed.fire();
  }
}
