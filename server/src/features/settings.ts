import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { type Disposable, Emitter } from '../base/event';
import type { InitializationOptions, ServerSettings } from '../protocol/status';

type Level = ServerSettings['checks'][string];
const levels: ReadonlySet<unknown> = new Set<Level>(['default', 'error', 'warning', 'info', 'hint', 'off']);

/** How long a client may take to tell its settings before the defaults count, in milliseconds. */
const patience = 1000;

/** The user's settings and what the server was started with. All of it is untrusted until parsed here. */
export class Settings {
  readonly options: InitializationOptions;
  #checks: ServerSettings['checks'] = {};
  #syntaxErrors: 'auto' | 'on' | 'off' = 'auto';
  readonly #changed = new Emitter<void>();
  /** Resolves once the settings are known, so that nothing is shown that the user turned off. */
  ready: Promise<void> = Promise.resolve();

  constructor(options: unknown) {
    this.options = parseOptions(options);
  }

  onDidChange(listener: () => void): Disposable {
    return this.#changed.on(listener);
  }

  /** The severities that the user wants, by code of the check. */
  get severities(): ServerSettings['checks'] {
    return this.#checks;
  }

  /** Whether Python syntax errors are reported. */
  get syntaxErrors(): boolean {
    return (this.#syntaxErrors === 'auto' ? this.options.syntaxErrors : this.#syntaxErrors) === 'on';
  }

  /** Asks the client now and whenever it says that something changed. */
  follow(connection: Connection, canRegister: boolean): void {
    if (canRegister)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'stepwise' });
    const load = async () => {
      this.#apply(await connection.workspace.getConfiguration('stepwise'));
    };
    const failed = (error: unknown) => connection.console.warn(`The settings could not be read: ${error}`);
    connection.onDidChangeConfiguration(() => void load().catch(failed));
    this.ready = Promise.race([
      load().catch(failed),
      new Promise<void>((resolve) => setTimeout(resolve, patience).unref()),
    ]);
  }

  #apply(value: unknown): void {
    const checks = property(property(value, 'checks'), 'severity');
    const syntaxErrors = property(value, 'syntaxErrors');
    const entries = Object.entries(typeof checks === 'object' && checks !== null ? checks : {});
    const next = Object.fromEntries(
      entries.filter((entry): entry is [string, Level] => levels.has(entry[1])),
    );
    const nextSyntaxErrors = syntaxErrors === 'on' || syntaxErrors === 'off' ? syntaxErrors : 'auto';
    const same =
      JSON.stringify(next) === JSON.stringify(this.#checks) && nextSyntaxErrors === this.#syntaxErrors;
    if (same) return;
    this.#checks = next;
    this.#syntaxErrors = nextSyntaxErrors;
    this.#changed.fire();
  }
}

function parseOptions(value: unknown): InitializationOptions {
  const docsBase = property(value, 'docsBase');
  return {
    syntaxErrors: property(value, 'syntaxErrors') === 'off' ? 'off' : 'on',
    docsBase: typeof docsBase === 'string' ? docsBase : '',
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
