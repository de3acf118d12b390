import type * as vscode from 'vscode';
import type { NotificationDefinition, RequestDefinition } from '../../server/src/protocol/request';

export type ServerState = 'idle' | 'starting' | 'running' | 'failed';

/** The language server as features see it. */
export interface LanguageServer {
  /** Starts the server where it does not run yet, sends and waits. Rejects with CancellationError on cancellation. */
  request<P, R>(definition: RequestDefinition<P, R>, params: P, token?: vscode.CancellationToken): Promise<R>;
  notify<P>(definition: NotificationDefinition<P>, params: P): void;
  on<P>(definition: NotificationDefinition<P>, listener: (params: P) => void): vscode.Disposable;
  /** Starts it in the background where it does not run yet. */
  start(): void;
  restart(): Promise<void>;
  readonly state: ServerState;
  /** As the server names it; absent until it has run. */
  readonly version?: string;
  readonly onDidChangeState: vscode.Event<ServerState>;
}
