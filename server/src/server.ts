/** The composition root: makes the workspace, merges what the features can do, and registers everything. */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from './base/version';
import type { ServerContext } from './features/feature';
import { features } from './features/features';
import { details, guard } from './features/guard';
import { findProblems } from './features/problems';
import { Settings } from './features/settings';
import { registerFlows } from './rpc/flows';
import { registerGraph } from './rpc/graph';
import { registerStore } from './rpc/store';
import { pathOfUri } from './workspace/paths';
import { Workspace } from './workspace/workspace';

/** Serves a client until it says exit. */
export function serve(raw: Connection): void {
  const connection = guard(raw);
  const log = (message: string) => connection.console.error(message);
  raw.onInitialize((params) => {
    const context = createContext(connection, params, log);
    const { workspace, settings, client } = context;
    const folders = workspaceFolders(params);
    workspace.setFolders(folders);
    syncDocuments(raw, workspace);
    for (const feature of features) feature.register(context);
    registerFlows(connection, workspace);
    registerGraph(connection, workspace);
    const store = registerStore(connection);
    raw.onDidChangeWatchedFiles(({ changes }) => workspace.filesChanged(changes.map(({ uri }) => uri)));
    settings.onDidChange(() => workspace.refresh());
    raw.onInitialized(() => {
      if (client.workspace?.configuration === true)
        settings.follow(raw, client.workspace.didChangeConfiguration?.dynamicRegistration === true);
      if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
        void raw.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: '**/*.py' }],
        });
      if (client.workspace?.workspaceFolders === true)
        raw.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => pathOfUri(uri)));
          const paths = added.flatMap(({ uri }) => pathOfUri(uri) ?? []);
          folders.splice(0, folders.length, ...folders.filter((path) => !gone.has(path)), ...paths);
          workspace.setFolders(folders);
        });
    });
    raw.onShutdown(() => {
      workspace.dispose();
      store.dispose();
    });
    return initializeResult(client.workspace?.workspaceFolders === true);
  });
  raw.listen();
}

function createContext(
  connection: Connection,
  params: InitializeParams,
  log: (message: string) => void,
): ServerContext {
  const settings = new Settings(params.initializationOptions);
  const workspace = new Workspace(
    (document) => findProblems(document, settings, log),
    (error, uri) => log(`${uri} could not be analysed: ${details(error)}`),
  );
  return { connection, workspace, settings, client: params.capabilities };
}

function workspaceFolders({ workspaceFolders: folders, rootUri }: InitializeParams): string[] {
  const uris = folders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return uris.flatMap((uri) => pathOfUri(uri) ?? []);
}

function syncDocuments(connection: Connection, workspace: Workspace): void {
  const documents = new TextDocuments(TextDocument);
  documents.onDidChangeContent(({ document }) =>
    workspace.update(document.uri, document.version, document.getText()),
  );
  documents.onDidClose(({ document }) => workspace.close(document.uri));
  documents.listen(connection);
}

function initializeResult(canWatchFolders: boolean): InitializeResult {
  return {
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      workspace: { workspaceFolders: { supported: true, changeNotifications: canWatchFolders } },
      ...Object.assign({}, ...features.map(({ capabilities }) => capabilities)),
    },
    serverInfo: { name: 'stepwise', version },
  };
}
