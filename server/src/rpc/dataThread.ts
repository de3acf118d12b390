import { Worker } from 'node:worker_threads';
import type { Disposable } from '../base/event';
import type { FromWorker, ToWorker } from './dataChannel';

/** A failure whose message is a sentence for the user. */
export class DataError extends Error {}

export interface DataThreadOptions {
  /** Path of the bundled dataWorker.js. */
  readonly file: string;
  changed(root: string, flow: string | undefined): void;
  /** Details of failures. */
  log(text: string): void;
}

/** A guard: a value that would need more ends the worker, not the server. */
const maxHeapMb = 2048;

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  settled(): void;
}

/** The main thread's side of the data worker, which is started when it is first needed and again after it crashed. */
export class DataThread implements Disposable {
  readonly #options: DataThreadOptions;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #roots: readonly string[] = [];
  #lastId = 0;

  constructor(options: DataThreadOptions) {
    this.#options = options;
  }

  /** Rejects with DataError, or with the signal's reason when it is aborted. */
  request(method: string, params: unknown, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const id = ++this.#lastId;
      const abort = () => {
        this.#send({ type: 'cancel', id });
        this.#take(id);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#pending.set(id, {
        resolve,
        reject,
        settled: () => signal?.removeEventListener('abort', abort),
      });
      const worker = this.#start();
      worker.ref();
      worker.postMessage({ type: 'request', id, method, params } satisfies ToWorker);
    });
  }

  /** Watches exactly these datastores from now on. */
  watch(roots: readonly string[]): void {
    const unchanged = roots.length === 0 && this.#roots.length === 0;
    this.#roots = roots;
    if (unchanged) return;
    if (this.#worker === undefined) this.#start();
    else this.#send({ type: 'watch', roots });
  }

  dispose(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#rejectAll('The language server was stopped.');
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#options.file, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
    // An idle worker keeps no process alive.
    worker.unref();
    worker.on('message', (message: FromWorker) => this.#received(message));
    worker.on('error', (error) =>
      this.#options.log(`The data worker failed: ${error.stack ?? error.message}`),
    );
    worker.on('exit', () => this.#ended(worker));
    this.#worker = worker;
    if (this.#roots.length > 0) this.#send({ type: 'watch', roots: this.#roots });
    return worker;
  }

  #received(message: FromWorker): void {
    if (message.type === 'changed') {
      this.#options.changed(message.root, message.flow);
      return;
    }
    const pending = this.#take(message.id);
    if (message.type === 'result') {
      pending?.resolve(message.result);
      return;
    }
    if (message.details !== undefined) this.#options.log(message.details);
    pending?.reject(new DataError(message.message));
  }

  /** Forgets a request that is answered, failed or cancelled. */
  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.settled();
    if (this.#pending.size === 0) this.#worker?.unref();
    return pending;
  }

  #ended(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#rejectAll(
      'Reading the datastore stopped unexpectedly; try again. A value that is too large may be the cause.',
    );
  }

  #rejectAll(message: string): void {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(new DataError(message));
  }
}
