/** The data worker's side of the channel: answers requests, follows the watched datastores. */
import { StoreError } from '../store/objectStore';
import { RootWatcher } from '../store/watch';
import type { FromWorker, Port, ToWorker } from './dataChannel';
import { Repositories, storeRequests } from './storeRequests';

export function serveData(port: Port<FromWorker, ToWorker>): void {
  const repositories = new Repositories();
  const handlers = storeRequests(repositories);
  const running = new Map<number, AbortController>();
  const watched = new Map<string, RootWatcher>();

  const answer = async (id: number, method: string, params: unknown) => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers.get(method);
      if (handler === undefined) throw new Error(`no handler for ${method}`);
      port.postMessage({ type: 'result', id, result: await handler(params, controller.signal) });
    } catch (error) {
      if (!controller.signal.aborted) port.postMessage({ type: 'error', id, ...describe(error) });
    } finally {
      running.delete(id);
    }
  };

  const follow = (roots: readonly string[]) => {
    for (const [root, watcher] of watched) {
      if (roots.includes(root)) continue;
      watcher.dispose();
      watched.delete(root);
    }
    for (const root of roots) {
      if (watched.has(root)) continue;
      const changed = (flow?: string) => port.postMessage({ type: 'changed', root, flow });
      const watcher = new RootWatcher(root, repositories.get(root), changed);
      watched.set(root, watcher);
      // A datastore that cannot be watched can still be read and refreshed by hand.
      watcher.start().catch(() => changed());
    }
  };

  port.on('message', (message) => {
    if (message.type === 'request') void answer(message.id, message.method, message.params);
    else if (message.type === 'cancel') running.get(message.id)?.abort();
    else follow(message.roots);
  });
}

function describe(error: unknown): { message: string; details?: string } {
  if (error instanceof StoreError) return { message: error.message };
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: 'The datastore could not be read; the details are in the output of Stepwise.', details };
}
