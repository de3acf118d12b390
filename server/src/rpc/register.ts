import type { Connection } from 'vscode-languageserver/node';
import type { NotificationDefinition, RequestDefinition } from '../protocol/request';

/** Answers a request of the contract. What the handler throws is logged and answered by the connection's guard. */
export function onRequest<P, R>(
  connection: Connection,
  definition: RequestDefinition<P, R>,
  handler: (params: P) => R | Promise<R>,
): void {
  // The library's type of a handler can not be met by a generic result; what is sent is what `definition` says.
  const untyped: (params: P) => unknown = handler;
  connection.onRequest(definition.method, untyped);
}

export function notify<P>(connection: Connection, definition: NotificationDefinition<P>, params: P): void {
  void connection.sendNotification(definition.method, params);
}
