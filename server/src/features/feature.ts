import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver/node';
import type { Workspace } from '../workspace/workspace';
import type { Settings } from './settings';

/** What every feature gets. */
export interface ServerContext {
  /** Its `onRequest` guards: errors are logged, never shown with a stack; a cancelled request is answered as such. */
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly client: ClientCapabilities;
}

/** One feature of the language server: one file of this folder and one line in features.ts. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  register(context: ServerContext): void;
}
