import * as vscode from 'vscode';
import { LiveLogs, LiveRuns } from './api';
import type { CommandId } from './contributions';
import { guard } from './errors';
import type { LanguageServer } from './languageServer';

/** What every feature gets. */
export interface Context {
  readonly extension: vscode.ExtensionContext;
  /** The output channel "Stepwise": details of errors go here. */
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly runs: LiveRuns;
  /** What these runs print. */
  readonly logs: LiveLogs;
  /** Registers a command; its errors become one message with a way to the log. Arguments are untrusted until parsed. */
  command(id: CommandId, run: (...args: unknown[]) => unknown): void;
  /** Disposed when the extension is. */
  own<T extends vscode.Disposable>(disposable: T): T;
}

/** One folder of features/ exports one of these. */
export interface Feature {
  activate(context: Context): void | Promise<void>;
  /** Waited for when the window closes or the extension is disabled: seconds at most. */
  deactivate?(): Promise<void>;
}

/** The context of this window. */
export function createContext(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  server: LanguageServer,
): Context {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    extension.subscriptions.push(disposable);
    return disposable;
  };
  return {
    extension,
    log,
    server,
    runs: own(new LiveRuns()),
    logs: own(new LiveLogs()),
    own,
    command(id, run) {
      own(
        vscode.commands.registerCommand(id, (...args: unknown[]) =>
          guard(log, wording(id), () => run(...args)),
        ),
      );
    },
  };
}

/** `stepwise.showGraph` → `do "show graph"`: completes "Could not …" for errors that were not foreseen. */
function wording(id: CommandId): string {
  const name = id.replace('stepwise.', '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `complete the command "${name}"`;
}
