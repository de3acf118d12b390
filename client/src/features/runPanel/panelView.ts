import path from 'node:path';
import * as vscode from 'vscode';
import type { LogLine } from '../../api';
import type { Context } from '../../context';
import { views } from '../../contributions';
import { report } from '../../errors';
import { isOwnFile } from '../../platform/ownFile';
import { Channel } from '../../webview/channel';
import { hostPort, html, webviewOptions } from '../../webview/panel';
import { logUri } from './logDocuments';
import { parseToHost, type Selection, type ToApp, type ToHost } from './messages';
import { lineView, runView } from './views';

/** Lines per message: a long log comes in parts, between which the app can draw. */
const batch = 5000;

/** The view in the bottom panel: sends what its app shows, does what the person asks for there. */
export class PanelView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #context: Context;
  readonly #subscriptions: vscode.Disposable[];
  #channel: Channel<ToApp, ToHost> | undefined;
  #view: vscode.WebviewView | undefined;
  /** The run whose lines the app has asked for. */
  #shown: string | undefined;
  /** To be shown as soon as the app is there. */
  #wanted: string | undefined;

  constructor(context: Context) {
    this.#context = context;
    this.#subscriptions = [
      context.runs.onDidChange((run) => {
        if (this.#channel?.ready) this.#channel.send({ type: 'run', run: runView(run) });
      }),
      context.logs.onDidAppend(({ key, lines }) => {
        if (key === this.#shown) this.#sendLines(key, lines, false);
      }),
    ];
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extension } = this.#context;
    this.#view = view;
    view.webview.options = webviewOptions(extension.extensionUri);
    const channel = new Channel<ToApp, ToHost>(hostPort(view.webview), parseToHost);
    this.#channel = channel;
    channel.onReady(() => this.#begin(channel));
    channel.on('show', ({ key }) => this.#show(key));
    channel.on('openFile', (message) => this.#guard('open the file', () => this.#openFile(message)));
    channel.on('openLog', (selection) => this.#guard('open the log', () => this.#openLog(selection)));
    channel.on('stop', ({ key }) => vscode.commands.executeCommand('stepwise.cancelRun', key));
    channel.on('again', ({ key }) => this.#command('stepwise.runAgain', key));
    channel.on('graph', ({ key }) => this.#command('stepwise.showGraph', key));
    view.onDidChangeVisibility(() => {
      if (view.visible) return;
      // The app is gone until the view is shown again; it then asks anew.
      channel.suspend();
      this.#shown = undefined;
    });
    view.onDidDispose(() => {
      channel.dispose();
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      this.#view = undefined;
      this.#shown = undefined;
    });
    view.webview.html = html(view.webview, {
      extensionUri: extension.extensionUri,
      app: 'runPanel',
      title: 'Run',
    });
  }

  /** Brings the view up with a run; the cursor stays where it is unless `focus`. */
  reveal(key: string, focus: boolean): void {
    this.#wanted = key;
    if (this.#channel?.ready) this.#select();
    if (this.#view !== undefined && !focus) this.#view.show(true);
    else void vscode.commands.executeCommand(`${views.runLog}.focus`, { preserveFocus: !focus });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#channel?.dispose();
  }

  #begin(channel: Channel<ToApp, ToHost>): void {
    for (const run of this.#context.runs.all()) channel.send({ type: 'run', run: runView(run) });
    this.#select();
  }

  #select(): void {
    if (this.#wanted !== undefined) this.#channel?.send({ type: 'select', key: this.#wanted });
    this.#wanted = undefined;
  }

  #show(key: string): void {
    this.#shown = key;
    const { dropped, lines } = this.#context.logs.read(key);
    this.#sendLines(key, lines, true, dropped);
  }

  #sendLines(key: string, lines: readonly LogLine[], first: boolean, dropped = 0): void {
    const uri = this.#context.runs.get(key)?.uri;
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    const isOwn = isOwnFile(process.platform, uri ? [path.dirname(uri.fsPath), ...folders] : folders);
    let at = 0;
    do {
      const part = lines.slice(at, at + batch).map((line) => lineView(line, isOwn));
      this.#channel?.send({ type: 'lines', key, first: first && at === 0, dropped, lines: part });
      at += batch;
    } while (at < lines.length);
  }

  async #openFile({ key, file, line }: Extract<ToHost, { type: 'openFile' }>): Promise<void> {
    // A name of another computer's share is not followed: the log is other people's text.
    if (/^[\\/]{2}/.test(file)) return;
    const cwd = this.#context.runs.get(key)?.cwd ?? '';
    const at = new vscode.Position(Math.max(0, line - 1), 0);
    const uri = vscode.Uri.file(path.resolve(cwd, file));
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
  }

  #openLog(selection: Selection): Thenable<unknown> {
    const run = this.#context.runs.get(selection.key);
    return vscode.window.showTextDocument(logUri(selection, run ? runView(run).title : 'Run'), {
      preview: true,
    });
  }

  #command(id: 'stepwise.runAgain' | 'stepwise.showGraph', key: string): void {
    const run = this.#context.runs.get(key);
    if (run === undefined) return;
    void vscode.commands.executeCommand(id, { uri: run.uri.toString(), flow: run.flow });
  }

  #guard(doing: string, run: () => Thenable<unknown>): void {
    run().then(undefined, (error: unknown) => report(this.#context.log, doing, error));
  }
}
