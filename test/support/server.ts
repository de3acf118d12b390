/** The real bundled server as a child process, spoken to over its streams as an editor does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { CancellationToken, Diagnostic, InitializeResult, Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { NotificationDefinition, RequestDefinition } from '../../server/src/protocol/request';
import { bundledServer } from './bundle';

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The text of a diagnostic. */
export function messageOf(diagnostic: Diagnostic | undefined): string {
  const { message } = diagnostic ?? { message: '' };
  return typeof message === 'string' ? message : message.value;
}

export interface ServerOptions {
  /** What the client answers to workspace/configuration for the section `stepwise`. */
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  /** URI of the workspace's folder. */
  readonly folder?: string;
  /** Added to the client's capabilities. */
  readonly capabilities?: object;
}

/** Longest that a test waits for what must come; reached only by a test that fails. */
const patience = 30_000;

export class TestServer {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  /** Everything published, oldest first. */
  readonly published: Published[] = [];
  /** Messages that the server logged. */
  readonly log: string[] = [];
  /** Methods that the server registered for at run time. */
  readonly registered: string[] = [];
  readonly documents = new Map<string, TextDocument>();
  /** Of the last answer to `initialize`. */
  initialized: InitializeResult | undefined;
  settings: unknown;
  readonly #waiting = new Set<() => void>();

  constructor(process: ChildProcess, settings: unknown) {
    if (process.stdin === null || process.stdout === null) throw new Error('The server has no streams.');
    this.process = process;
    this.settings = settings;
    this.connection = createMessageConnection(
      new StreamMessageReader(process.stdout),
      new StreamMessageWriter(process.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
      this.published.push(params);
      this.#wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.#wake();
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings ?? null),
    );
    this.connection.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: { method: string }[] }) => {
        this.registered.push(...registrations.map(({ method }) => method));
        this.#wake();
      },
    );
    process.on('exit', () => this.#wake());
    this.connection.listen();
  }

  /** Starts a server that has shaken hands. */
  static async start(options: ServerOptions = {}): Promise<TestServer> {
    const server = await TestServer.spawn(options.settings);
    await server.initialize(options);
    return server;
  }

  /** Starts a server that has heard nothing yet. */
  static async spawn(settings?: unknown): Promise<TestServer> {
    const child = spawn(process.execPath, [await bundledServer(), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    return new TestServer(child, settings);
  }

  async initialize(options: ServerOptions = {}): Promise<void> {
    this.initialized = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: options.folder ?? null,
      workspaceFolders: options.folder === undefined ? null : [{ uri: options.folder, name: 'test' }],
      initializationOptions: options.initializationOptions ?? {
        syntaxErrors: 'on',
        docsBase: 'https://docs.test/checks/',
      },
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
        textDocument: {
          definition: { linkSupport: true },
          completion: { completionItem: { snippetSupport: true } },
          publishDiagnostics: { relatedInformation: true },
        },
        ...options.capabilities,
      },
    });
    await this.connection.sendNotification('initialized', {});
  }

  open(uri: string, text: string): void {
    this.documents.set(uri, TextDocument.create(uri, 'python', 1, text));
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
  }

  close(uri: string): void {
    this.documents.delete(uri);
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Replaces the first occurrence of `find` (or the offsets) and gives the new version. */
  edit(uri: string, find: string | readonly [number, number], replacement: string): number {
    const document = this.document(uri);
    const start = typeof find === 'string' ? document.getText().indexOf(find) : find[0];
    const end = typeof find === 'string' ? start + find.length : find[1];
    if (start < 0) throw new Error(`'${find}' does not occur in ${uri}.`);
    const change = {
      range: { start: document.positionAt(start), end: document.positionAt(end) },
      text: replacement,
    };
    const version = document.version + 1;
    this.documents.set(uri, TextDocument.update(document, [change], version));
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
    return version;
  }

  document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open.`);
    return document;
  }

  /** Position of the `|` in `context`, a piece of the document's text with a caret in it. */
  position(uri: string, context: string): Position {
    const document = this.document(uri);
    const at = document.getText().indexOf(context.replace('|', ''));
    if (at < 0) throw new Error(`'${context}' does not occur in ${uri}.`);
    return document.positionAt(at + context.indexOf('|'));
  }

  /** Source text of a range of an open document. */
  text(uri: string, range: Diagnostic['range']): string {
    return this.document(uri).getText(range);
  }

  /** What was published last for the document, once that is for `version` (by default the newest). */
  async diagnostics(uri: string, version = this.document(uri).version): Promise<readonly Diagnostic[]> {
    const last = () => this.published.findLast((one) => one.uri === uri);
    await this.until(() => last()?.version === version, `diagnostics of ${uri}, version ${version}`);
    return last()?.diagnostics ?? [];
  }

  /** Sends a request of LSP. */
  request<R>(method: string, params: unknown, token?: CancellationToken): Promise<R> {
    return token === undefined
      ? this.connection.sendRequest(method, params)
      : this.connection.sendRequest(method, params, token);
  }

  /** Sends a request of our own contract. */
  ask<P, R>(definition: RequestDefinition<P, R>, params: P): Promise<R> {
    return this.connection.sendRequest(definition.method, params);
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  /** Collects the notifications of a kind from now on. */
  collect<P>(definition: NotificationDefinition<P>): P[] {
    const collected: P[] = [];
    this.connection.onNotification(definition.method, (params: P) => {
      collected.push(params);
      this.#wake();
    });
    return collected;
  }

  /** Waits for an event after which `condition` holds. */
  async until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        finish();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${why} while waiting for ${what}. Log:\n${this.log.join('\n')}`)));
      const check = () => {
        if (condition()) settle(resolve);
        else if (this.process.exitCode !== null) fail(`The server ended (${this.process.exitCode})`);
      };
      const timer = setTimeout(() => fail('Too long'), patience);
      this.#waiting.add(check);
    });
  }

  /** Ends it as an editor does and gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const exited = once(this.process, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await exited;
    this.connection.dispose();
    return this.process.exitCode;
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }
}

/** Runs `body` with a server that is stopped afterwards, whatever happens. */
export async function withServer(
  body: (server: TestServer) => Promise<void>,
  options: ServerOptions = {},
): Promise<void> {
  const server = await TestServer.start(options);
  try {
    await body(server);
  } finally {
    if (server.process.exitCode === null) await server.stop();
  }
}
