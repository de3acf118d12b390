/**
 * Typed messages between the extension host and a webview app: events and requests with replies, the same class on
 * both sides. Messages sent before the other side is there wait until it is.
 */

/** What carries messages. Neither side trusts what arrives. */
export interface Port {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): { dispose(): void };
}

/** A message of a union of messages, told apart by `type`. */
export interface Message {
  readonly type: string;
}

/** A member of a message union that is answered with `R`: `{ type: 'rows'; from: number } & Answered<Row[]>`. */
export interface Answered<R> {
  /** Never set; carries the type of the reply. */
  readonly reply?: R;
}
type Reply<M> = 'reply' extends keyof M ? (M extends Answered<infer R> ? R : never) : unknown;
type Member<M extends Message, T extends M['type']> = Extract<M, { readonly type: T }>;
type Handler<M> = (message: M) => Reply<M> | Promise<Reply<M>>;

type Envelope =
  /** The greeting of a side that begins, and its answer. */
  | { readonly kind: 'ready'; readonly answer: boolean }
  | { readonly kind: 'event'; readonly message: unknown }
  | { readonly kind: 'request'; readonly id: number; readonly message: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: string };

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** `Out` is what this side sends, `In` what it gets: `new Channel<ToApp, ToHost>(…)` in the host, swapped in the app. */
export class Channel<Out extends Message, In extends Message> {
  readonly #port: Port;
  readonly #parse: (message: Message) => In | undefined;
  readonly #subscription: { dispose(): void };
  readonly #handlers = new Map<string, (message: In) => unknown>();
  readonly #pending = new Map<number, Pending>();
  readonly #readyListeners: (() => void)[] = [];
  #queue: Envelope[] = [];
  #ready = false;
  #disposed = false;
  #lastId = 0;

  /** `parse` checks the fields of what arrives; messages that it gives `undefined` for are dropped. */
  constructor(port: Port, parse: (message: Message) => In | undefined = (message) => message as In) {
    this.#port = port;
    this.#parse = parse;
    this.#subscription = port.listen((data) => this.#receive(data));
    port.post({ kind: 'ready', answer: true } satisfies Envelope);
  }

  /** Whether the other side is there. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Called each time the other side begins, also after a webview was rebuilt: send the whole state then. */
  onReady(listener: () => void): void {
    this.#readyListeners.push(listener);
    if (this.#ready) listener();
  }

  /** The other side went away (a hidden webview). What is sent until it is back waits. */
  suspend(): void {
    this.#ready = false;
  }

  send(message: Out): void {
    this.#post({ kind: 'event', message });
  }

  /** Rejects with the other side's message where its handler throws, and when the channel is disposed. */
  request<M extends Out>(message: M): Promise<Reply<M>> {
    if (this.#disposed) return Promise.reject(new Error('The view is closed.'));
    const id = ++this.#lastId;
    return new Promise<Reply<M>>((resolve, reject) => {
      this.#pending.set(id, { resolve: (value) => resolve(value as Reply<M>), reject });
      this.#post({ kind: 'request', id, message });
    });
  }

  /** One handler per type; what it returns answers a request. */
  on<T extends In['type']>(type: T, handler: Handler<Member<In, T>>): void {
    this.#handlers.set(type, handler as unknown as (message: In) => unknown);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#subscription.dispose();
    for (const pending of this.#pending.values()) pending.reject(new Error('The view is closed.'));
    this.#pending.clear();
    this.#queue = [];
  }

  #post(envelope: Envelope): void {
    if (this.#disposed) return;
    if (this.#ready) this.#port.post(envelope);
    else this.#queue.push(envelope);
  }

  #receive(data: unknown): void {
    const envelope = parseEnvelope(data);
    if (envelope === undefined || this.#disposed) return;
    switch (envelope.kind) {
      case 'ready':
        this.#begin(envelope.answer);
        return;
      case 'event':
        this.#handler(envelope.message)?.();
        return;
      case 'request':
        this.#answer(envelope.message).then(
          (value) => this.#post({ kind: 'reply', id: envelope.id, value }),
          (error: unknown) => this.#post({ kind: 'failure', id: envelope.id, error: messageOf(error) }),
        );
        return;
      case 'reply':
        this.#take(envelope.id)?.resolve(envelope.value);
        return;
      case 'failure':
        this.#take(envelope.id)?.reject(new Error(envelope.error));
    }
  }

  #begin(answer: boolean): void {
    if (answer) this.#port.post({ kind: 'ready', answer: false } satisfies Envelope);
    // Both sides greet: the answer to a greeting that was heard already begins nothing anew.
    if (!answer && this.#ready) return;
    this.#ready = true;
    const queue = this.#queue;
    this.#queue = [];
    for (const envelope of queue) this.#port.post(envelope);
    for (const listener of this.#readyListeners) listener();
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #handler(data: unknown): (() => unknown) | undefined {
    const message = isMessage(data) ? this.#parse(data) : undefined;
    const handler = message && this.#handlers.get(message.type);
    return message && handler ? () => handler(message) : undefined;
  }

  async #answer(data: unknown): Promise<unknown> {
    const handler = this.#handler(data);
    if (handler === undefined) throw new Error('No such message.');
    return handler();
  }
}

/** What `acquireVsCodeApi()` gives a webview app. */
export interface WebviewApi {
  postMessage(message: unknown): void;
  /** Survives the webview being hidden and rebuilt, and a reload of the window. */
  getState(): unknown;
  setState(state: unknown): void;
}
interface MessageTarget {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The port of a webview app: `appPort(acquireVsCodeApi(), window)`. */
export function appPort(api: WebviewApi, window: MessageTarget): Port {
  return {
    post: (message) => api.postMessage(message),
    listen(listener) {
      const onMessage = (event: { readonly data: unknown }) => listener(event.data);
      window.addEventListener('message', onMessage);
      return { dispose: () => window.removeEventListener('message', onMessage) };
    },
  };
}

function isMessage(data: unknown): data is Message {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
}

function parseEnvelope(data: unknown): Envelope | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  const field = (name: string): unknown => (data as Record<string, unknown>)[name];
  const id = field('id');
  switch (data.kind) {
    case 'ready':
      return { kind: 'ready', answer: field('answer') === true };
    case 'event':
      return { kind: 'event', message: field('message') };
    case 'request':
      return typeof id === 'number' ? { kind: 'request', id, message: field('message') } : undefined;
    case 'reply':
      return typeof id === 'number' ? { kind: 'reply', id, value: field('value') } : undefined;
    case 'failure':
      return typeof id === 'number' ? { kind: 'failure', id, error: String(field('error')) } : undefined;
    default:
      return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
