import type * as vscode from 'vscode';
import type { LiveRuns } from './api';
import type { CommandId } from './contributions';
import type { LanguageServer } from './languageServer';

/** What every feature gets. */
export interface Context {
  readonly extension: vscode.ExtensionContext;
  /** The output channel "Stepwise": details of errors go here. */
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly runs: LiveRuns;
  /** Registers a command; its errors become one message with a way to the log. Arguments are untrusted until parsed. */
  command(id: CommandId, run: (...args: unknown[]) => unknown): void;
  /** Disposed when the extension is. */
  own<T extends vscode.Disposable>(disposable: T): T;
}

/** One folder of features/ exports one of these. */
export interface Feature {
  activate(context: Context): void | Promise<void>;
}
