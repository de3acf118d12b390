/** Registers the requests of protocol/store.ts; they are answered by the data worker. */
import path from 'node:path';
import {
  type CancellationToken,
  type Connection,
  type Disposable,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import * as protocol from '../protocol/store';
import { DataError, DataThread } from './dataThread';
import { notify } from './register';

export interface StoreOptions {
  /** Path of the bundled data worker; the one beside the server's bundle where absent. */
  readonly workerFile?: string;
}

const requests = [
  protocol.rootsRequest,
  protocol.storeFlowsRequest,
  protocol.runsRequest,
  protocol.runRequest,
  protocol.stepsRequest,
  protocol.tasksRequest,
  protocol.artifactsRequest,
  protocol.artifactValueRequest,
  protocol.taskLogRequest,
];

/** Nothing is started until the first request or watch. */
export function registerStore(connection: Connection, options: StoreOptions = {}): Disposable {
  const thread = new DataThread({
    file: options.workerFile ?? path.join(__dirname, 'dataWorker.js'),
    changed: (root, flow) => notify(connection, protocol.storeChanged, { root, flow }),
    log: (text) => connection.console.error(text),
  });
  const registrations = requests.map(({ method }) =>
    connection.onRequest(method, (params: unknown, token: CancellationToken) =>
      forward(thread, method, params, token),
    ),
  );
  registrations.push(
    connection.onNotification(protocol.watchRoots.method, (params: unknown) => thread.watch(rootsOf(params))),
  );
  return {
    dispose() {
      for (const registration of registrations) registration.dispose();
      thread.dispose();
    },
  };
}

async function forward(
  thread: DataThread,
  method: string,
  params: unknown,
  token: CancellationToken,
): Promise<unknown> {
  const controller = new AbortController();
  const registration = token.onCancellationRequested(() => controller.abort());
  try {
    return await thread.request(method, params, controller.signal);
  } catch (error) {
    if (controller.signal.aborted) {
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
    }
    if (error instanceof DataError) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    throw error;
  } finally {
    registration.dispose();
  }
}

function rootsOf(params: unknown): string[] {
  const roots = typeof params === 'object' && params !== null && 'roots' in params ? params.roots : undefined;
  return Array.isArray(roots)
    ? roots.filter((root): root is string => typeof root === 'string' && path.isAbsolute(root))
    : [];
}
