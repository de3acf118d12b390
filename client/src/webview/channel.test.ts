import assert from 'node:assert/strict';
import test from 'node:test';
import { type Answered, Channel, type Message, type Port } from './channel';

type ToApp = { readonly type: 'state'; readonly value: number };
type ToHost =
  | { readonly type: 'clicked'; readonly step: string }
  | ({ readonly type: 'rows' } & Answered<string[]>);

/** Two ports joined by a queue that runs by microtasks, as a webview's messages do. */
function pair(): { host: Port; app: Port } {
  const side = () => new Set<(message: unknown) => void>();
  const [host, app] = [side(), side()];
  const port = (own: ReturnType<typeof side>, other: ReturnType<typeof side>): Port => ({
    post: (message) =>
      queueMicrotask(() => other.forEach((listener) => void listener(structuredClone(message)))),
    listen: (listener) => {
      own.add(listener);
      return { dispose: () => own.delete(listener) };
    },
  });
  return { host: port(host, app), app: port(app, host) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('messages that were sent before the app is there arrive once it is', async () => {
  const ports = pair();
  const host = new Channel<ToApp, ToHost>(ports.host);
  host.send({ type: 'state', value: 1 });
  host.send({ type: 'state', value: 2 });
  await settled();
  const app = new Channel<ToHost, ToApp>(ports.app);
  const seen: number[] = [];
  app.on('state', ({ value }) => void seen.push(value));
  await settled();
  assert.deepEqual(seen, [1, 2]);
});

test('what an app sends at once waits for a host that comes later', async () => {
  const ports = pair();
  const app = new Channel<ToHost, ToApp>(ports.app);
  app.send({ type: 'clicked', step: 'start' });
  await settled();
  const host = new Channel<ToApp, ToHost>(ports.host);
  const seen: string[] = [];
  host.on('clicked', ({ step }) => void seen.push(step));
  await settled();
  assert.deepEqual(seen, ['start']);
});

test('a rebuilt app is told to the host, so that it sends its state again', async () => {
  const ports = pair();
  const host = new Channel<ToApp, ToHost>(ports.host);
  let begun = 0;
  host.onReady(() => begun++);
  const first = new Channel<ToHost, ToApp>(ports.app);
  await settled();
  assert.equal(begun, 1);
  first.dispose();
  host.suspend();
  host.send({ type: 'state', value: 3 });
  const second = new Channel<ToHost, ToApp>(ports.app);
  const seen: number[] = [];
  second.on('state', ({ value }) => void seen.push(value));
  await settled();
  assert.equal(begun, 2);
  assert.deepEqual(seen, [3]);
});

test('a request gets its reply, a handler that throws rejects it, a closed channel too', async () => {
  const ports = pair();
  const host = new Channel<ToApp, ToHost>(ports.host);
  const app = new Channel<ToHost, ToApp>(ports.app);
  host.on('rows', async () => ['a', 'b']);
  assert.deepEqual(await app.request({ type: 'rows' }), ['a', 'b']);
  host.on('rows', () => {
    throw new Error('no rows today');
  });
  await assert.rejects(app.request({ type: 'rows' }), /no rows today/);
  host.on('rows', () => new Promise(() => undefined));
  const open = app.request({ type: 'rows' });
  app.dispose();
  await assert.rejects(open, /closed/);
});

test('foreign and malformed messages are dropped', async () => {
  const ports = pair();
  const parse = (message: Message): ToHost | undefined =>
    message.type === 'clicked' && 'step' in message && typeof message.step === 'string'
      ? { type: 'clicked', step: message.step }
      : undefined;
  const host = new Channel<ToApp, ToHost>(ports.host, parse);
  const seen: string[] = [];
  host.on('clicked', ({ step }) => void seen.push(step));
  const hostile = [
    null,
    7,
    'ready',
    {},
    { kind: 'event' },
    { kind: 'event', message: { type: 'clicked', step: 7 } },
  ];
  for (const message of hostile) ports.app.post(message);
  ports.app.post({ kind: 'event', message: { type: 'clicked', step: 'end' } });
  await settled();
  assert.deepEqual(seen, ['end']);
});
