/** One panel with the step graph of one flow: asks the server when the flow changed, tells the app. */
import * as vscode from 'vscode';
import { flowsChanged } from '../../../../server/src/protocol/flows';
import { type GraphData, graphRequest } from '../../../../server/src/protocol/graph';
import type { Context } from '../../context';
import type { FlowArgument } from '../../contributions';
import { guard, isCancellation } from '../../errors';
import { Channel } from '../../webview/channel';
import { hostPort, html, webviewOptions } from '../../webview/panel';
import { parseToHost, type ToApp, type ToHost } from './messages';
import { revealPlace } from './reveal';
import { runView } from './runView';
import { filesOf, placeOf, stepAt } from './steps';

/** At most this often a run's progress is drawn. */
const runInterval = 100;

export class GraphPanel implements vscode.Disposable {
  readonly #context: Context;
  readonly #panel: vscode.WebviewPanel;
  readonly #target: FlowArgument;
  readonly #channel: Channel<ToApp, ToHost>;
  readonly #subscriptions: vscode.Disposable[] = [];
  #asking: vscode.CancellationTokenSource | undefined;
  /** What the app shows: a graph, or why there is none. */
  #content: Extract<ToApp, { type: 'graph' | 'notice' }> | undefined;
  #graph: GraphData | undefined;
  #runTimer: NodeJS.Timeout | undefined;
  #toShow: string | undefined;

  constructor(context: Context, panel: vscode.WebviewPanel, target: FlowArgument) {
    this.#context = context;
    this.#panel = panel;
    this.#target = target;
    const { extensionUri } = context.extension;
    panel.title = `Graph: ${target.flow}`;
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `graph-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = webviewOptions(extensionUri);
    this.#channel = new Channel<ToApp, ToHost>(hostPort(panel.webview), parseToHost);
    this.#channel.on('reveal', ({ step }) => this.#reveal(step));
    this.#channel.onReady(() => this.#sendAll());
    this.#listen();
    panel.webview.html = html(panel.webview, { extensionUri, app: 'graphView', title: panel.title });
    void this.refresh();
  }

  /** Brings it to the front, and a step into view where one is named. */
  reveal(step?: string): void {
    this.#panel.reveal(undefined, step === undefined);
    if (step !== undefined) this.#show(step);
  }

  /** Asks for the graph; an answer that a newer question has overtaken is dropped. */
  async refresh(): Promise<void> {
    this.#asking?.cancel();
    const asking = new vscode.CancellationTokenSource();
    this.#asking = asking;
    try {
      const graph = await this.#context.server.request(graphRequest, { ...this.#target }, asking.token);
      if (this.#asking !== asking) return;
      this.#take(graph);
    } catch (error) {
      if (this.#asking !== asking || isCancellation(error)) return;
      this.#context.log.error(`The graph of ${this.#target.flow} was not read.`, String(error));
      this.#say(
        'The language server gave no graph. Run "Metaflow: Restart Language Server" and look at its output.',
      );
    } finally {
      asking.dispose();
    }
  }

  dispose(): void {
    this.#asking?.cancel();
    clearTimeout(this.#runTimer);
    this.#channel.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #listen(): void {
    const { server, runs } = this.#context;
    this.#subscriptions.push(
      this.#panel.onDidChangeViewState(() => {
        // A hidden webview is taken down; the app greets anew when it is back.
        if (!this.#panel.visible) this.#channel.suspend();
      }),
      server.on(flowsChanged, ({ uri }) => {
        const own = this.#graph === undefined ? uri === this.#target.uri : filesOf(this.#graph).has(uri);
        if (own || uri === this.#target.uri) void this.refresh();
      }),
      server.onDidChangeState((state) => {
        if (state === 'running') void this.refresh();
        if (state === 'failed') {
          this.#say(
            'The language server is not running. Run "Metaflow: Restart Language Server" to see the graph.',
          );
        }
      }),
      runs.onDidChange((run) => {
        if (run.flow !== this.#target.flow || run.uri.toString() !== this.#target.uri) return;
        this.#runTimer ??= setTimeout(() => this.#sendRun(), runInterval);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#sendCaret(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#sendCaret(editor)),
    );
  }

  #take(graph: GraphData | null): void {
    const { flow } = this.#target;
    this.#graph = graph ?? undefined;
    if (graph === null) {
      this.#say(`The file has no flow named ${flow} any more.`);
      return;
    }
    this.#content = { type: 'graph', graph };
    this.#channel.send(this.#content);
    this.#sendCaret(vscode.window.activeTextEditor);
    if (this.#toShow !== undefined) this.#show(this.#toShow);
  }

  #say(text: string): void {
    this.#content = { type: 'notice', text };
    this.#channel.send(this.#content);
  }

  #show(step: string): void {
    const known = this.#graph?.nodes.some(({ name }) => name === step) ?? false;
    this.#toShow = known && this.#channel.ready ? undefined : step;
    if (this.#toShow === undefined) this.#channel.send({ type: 'show', step });
  }

  #sendAll(): void {
    this.#channel.send({ type: 'target', ...this.#target });
    if (this.#content !== undefined) this.#channel.send(this.#content);
    this.#sendRun();
    this.#sendCaret(vscode.window.activeTextEditor);
    if (this.#toShow !== undefined) this.#show(this.#toShow);
  }

  #sendRun(): void {
    clearTimeout(this.#runTimer);
    this.#runTimer = undefined;
    const run = this.#context.runs.latest(vscode.Uri.parse(this.#target.uri), this.#target.flow);
    this.#channel.send({ type: 'run', run: run === undefined ? null : runView(run) });
  }

  #sendCaret(editor: vscode.TextEditor | undefined): void {
    if (this.#graph === undefined || editor === undefined) return;
    const uri = editor.document.uri.toString();
    const step = filesOf(this.#graph).has(uri)
      ? stepAt(this.#graph, uri, editor.selection.active)
      : undefined;
    this.#channel.send({ type: 'caret', step: step ?? null });
  }

  async #reveal(step: string): Promise<void> {
    const place = this.#graph === undefined ? undefined : placeOf(this.#graph, step);
    if (place === undefined) return;
    await guard(this.#context.log, `show the step ${step}`, () => revealPlace(place, this.#panel.viewColumn));
  }
}
