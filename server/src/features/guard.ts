import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';

/** The user asked for one of these; all other requests are made by the editor, unasked, while the user types. */
const ours = 'stepwise/';

/**
 * A connection whose request handlers are guarded. A cancelled request is answered as cancelled without work. What a
 * handler throws is logged with its details; the editor's own requests are then answered with nothing, ours with one
 * sentence.
 */
export function guard(connection: Connection): Connection {
  const onRequest = (
    type: string | { readonly method: string },
    handler: (...args: unknown[]) => unknown,
  ) => {
    const method = typeof type === 'string' ? type : type.method;
    return connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      if (token.isCancellationRequested) return cancelled();
      try {
        const result = await handler(params, token);
        return token.isCancellationRequested ? cancelled() : result;
      } catch (error) {
        if (token.isCancellationRequested) return cancelled();
        if (error instanceof ResponseError) return error;
        connection.console.error(`${method} failed: ${details(error)}`);
        return method.startsWith(ours)
          ? new ResponseError(
              LSPErrorCodes.RequestFailed,
              `${sentence(error)} Details are in the output of Stepwise.`,
            )
          : null;
      }
    });
  };
  return Object.create(connection, { onRequest: { value: onRequest } });
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const first = text.split(/[\r\n]/)[0]?.trim() ?? '';
  if (first === '') return 'Something went wrong.';
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** For the log: the stack where there is one. */
export function details(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
