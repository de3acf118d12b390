/** The language server behind vscode-languageclient, which is loaded when it is first needed. */
import * as vscode from 'vscode';
import type { ErrorHandler, LanguageClient } from 'vscode-languageclient/node';
import type { NotificationDefinition, RequestDefinition } from '../../server/src/protocol/request';
import type { InitializationOptions } from '../../server/src/protocol/status';
import { setting } from './contributions';
import { showMessage, UserError } from './errors';
import type { LanguageServer, ServerState } from './languageServer';
import { CrashBudget } from './platform/crashBudget';

/** Extensions that report Python's syntax errors themselves. */
const syntaxReporters = [
  'ms-python.python',
  'ms-python.vscode-pylance',
  'ms-pyright.pyright',
  'detachhead.basedpyright',
  'anysphere.cursorpyright',
  'astral-sh.ty',
  'charliermarsh.ruff',
];
/** JSON-RPC codes of a request that was given up: LSP 3.17, RequestCancelled and ServerCancelled. */
const cancelled = new Set([-32800, -32802]);

type Listener = (params: unknown) => void;

export class NodeLanguageServer implements LanguageServer, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<ServerState>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #crashes = new CrashBudget({ limit: 5, windowMs: 180_000 });
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/*.py');
  #client: LanguageClient | undefined;
  #starting: Promise<LanguageClient> | undefined;
  #state: ServerState = 'idle';
  #version: string | undefined;
  readonly onDidChangeState = this.#changed.event;

  constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  get version(): string | undefined {
    return this.#version;
  }

  /** Starts it in the background; errors are told. */
  start(): void {
    this.#ready().catch(() => undefined);
  }

  async request<P, R>(
    definition: RequestDefinition<P, R>,
    params: P,
    token?: vscode.CancellationToken,
  ): Promise<R> {
    const client = await this.#ready();
    try {
      // A token that is undefined would be sent as a second parameter.
      return token === undefined
        ? await client.sendRequest<R>(definition.method, params)
        : await client.sendRequest<R>(definition.method, params, token);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (typeof code === 'number' && cancelled.has(code)) throw new vscode.CancellationError();
      throw error;
    }
  }

  notify<P>(definition: NotificationDefinition<P>, params: P): void {
    this.#ready()
      .then((client) => client.sendNotification(definition.method, params))
      .catch((error: unknown) => this.#log.warn(`${definition.method} was not sent.`, String(error)));
  }

  on<P>(definition: NotificationDefinition<P>, listener: (params: P) => void): vscode.Disposable {
    const { method } = definition;
    const listeners = this.#listeners.get(method) ?? new Set<Listener>();
    const entry: Listener = (params) => listener(params as P);
    listeners.add(entry);
    if (!this.#listeners.has(method)) {
      this.#listeners.set(method, listeners);
      if (this.#client) this.#subscribe(this.#client, method);
    }
    return new vscode.Disposable(() => listeners.delete(entry));
  }

  async restart(): Promise<void> {
    this.#crashes.forget();
    await this.stop();
    await this.#ready();
  }

  /** Ends the server process. */
  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    this.#client = undefined;
    if (starting === undefined) return;
    const client = await starting.catch(() => undefined);
    await client
      ?.dispose()
      .catch((error: unknown) => this.#log.warn('The server did not stop.', String(error)));
    this.#become('idle');
  }

  dispose(): void {
    this.#changed.dispose();
    this.#watcher.dispose();
  }

  #ready(): Promise<LanguageClient> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<LanguageClient> {
    this.#become('starting');
    try {
      const library = await import('vscode-languageclient/node');
      const module = vscode.Uri.joinPath(this.#extensionUri, 'dist', 'server.js').fsPath;
      const client = new library.LanguageClient(
        'stepwise',
        'Stepwise',
        { module, transport: library.TransportKind.ipc },
        {
          documentSelector: ['file', 'untitled', 'vscode-notebook-cell'].map((scheme) => ({
            language: 'python',
            scheme,
          })),
          initializationOptions: this.#options(),
          synchronize: { fileEvents: this.#watcher, configurationSection: 'stepwise' },
          outputChannel: this.#log,
          revealOutputChannelOn: library.RevealOutputChannelOn.Never,
          errorHandler: this.#errorHandler(library),
          diagnosticCollectionName: 'stepwise',
        },
      );
      client.onDidChangeState(({ newState }) => {
        if (this.#client !== client && this.#client !== undefined) return;
        if (newState === library.State.Starting) this.#become('starting');
        if (newState === library.State.Running) {
          this.#version = client.initializeResult?.serverInfo?.version;
          this.#become('running');
        }
      });
      for (const method of this.#listeners.keys()) this.#subscribe(client, method);
      await client.start();
      this.#client = client;
      return client;
    } catch (error) {
      this.#become('failed');
      const failed = new UserError(
        'The Stepwise language server did not start. The output says why; then restart it.',
        this.#actions(),
        { cause: error },
      );
      this.#log.error(failed.message, error instanceof Error ? (error.stack ?? '') : String(error));
      void showMessage('error', failed.message, this.#actions());
      throw failed;
    }
  }

  #subscribe(client: LanguageClient, method: string): void {
    client.onNotification(method, (params: unknown) => {
      for (const listener of this.#listeners.get(method) ?? []) listener(params);
    });
  }

  #errorHandler({ ErrorAction, CloseAction }: typeof import('vscode-languageclient/node')): ErrorHandler {
    return {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (this.#crashes.allows(Date.now())) {
          this.#log.warn('The language server stopped and is started again.');
          return { action: CloseAction.Restart, handled: true };
        }
        this.#become('failed');
        const message =
          'The Stepwise language server stopped 5 times within 3 minutes, so it stays off. ' +
          'The output says why; then restart it.';
        this.#log.error(message);
        void showMessage('error', message, this.#actions());
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  #actions() {
    return [
      { title: 'Restart', run: () => this.restart() },
      { title: 'Show Output', run: () => this.#log.show() },
    ];
  }

  #options(): InitializationOptions {
    const choice = setting('syntaxErrors');
    const reported = syntaxReporters.some((id) => vscode.extensions.getExtension(id) !== undefined);
    const docs = vscode.Uri.joinPath(this.#extensionUri, 'docs', 'checks');
    return {
      syntaxErrors: choice === 'auto' ? (reported ? 'off' : 'on') : choice,
      docsBase: `${docs.toString()}/`,
    };
  }

  #become(state: ServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#changed.fire(state);
  }
}
