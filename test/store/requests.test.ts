import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import type { RequestDefinition } from '../../server/src/protocol/request';
import * as protocol from '../../server/src/protocol/store';
import { registerStore } from '../../server/src/rpc/store';
import { bundledServer } from '../support/bundle';
import { TemporaryFolder, withFolder } from '../support/folder';
import { unpackRecordedStore } from '../support/store';

interface Client {
  send<P, R>(definition: RequestDefinition<P, R>, params: P): Promise<R>;
  readonly connection: MessageConnection;
  dispose(): void;
}

/** The requests over a real connection and the real worker, in this process. */
function connect(workerFile: string): Client {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const registration = registerStore(server, { workerFile });
  server.listen();
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  connection.listen();
  return {
    connection,
    send: (definition, params) => connection.sendRequest(definition.method, params),
    dispose() {
      registration.dispose();
      connection.dispose();
    },
  };
}

describe('store requests', () => {
  const folder = new TemporaryFolder();
  const { root, runs } = unpackRecordedStore(folder.path);
  let worker: string;
  let client: Client;

  // An idle worker keeps no process alive, not even that of the tests.
  const hold = setInterval(() => undefined, 1000);

  before(async () => {
    worker = path.join(path.dirname(await bundledServer()), 'dataWorker.js');
    client = connect(worker);
  });
  after(() => {
    client.dispose();
    folder.remove();
    clearInterval(hold);
  });

  test('lead from a folder to a value and a log', async () => {
    const { send } = client;
    const deep = path.join(folder.path, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    assert.deepEqual(await send(protocol.rootsRequest, { folders: [folder.path, deep] }), [root]);
    const flows = await send(protocol.storeFlowsRequest, { root });
    assert.equal(flows.length, 6);
    assert.deepEqual(flows[0]?.flow, runs.card[0]);
    const [run] = await send(protocol.runsRequest, { root, flow: 'TypesFlow', limit: 5 });
    assert.equal(run?.status, 'succeeded');
    assert.equal(run?.user, 'tester');
    assert.deepEqual(run?.tags, ['nightly']);
    assert.ok(run);
    const { flow } = run;
    assert.deepEqual(await send(protocol.runRequest, { root, flow, run: run.run }), run);
    assert.equal(await send(protocol.runRequest, { root, flow, run: '1' }), null);
    const steps = await send(protocol.stepsRequest, { root, flow, run: run.run });
    assert.deepEqual(
      steps.map(({ step, tasks }) => [step, tasks]),
      [
        ['start', 1],
        ['paint', 3],
        ['join', 1],
        ['end', 1],
      ],
    );
    const [task] = await send(protocol.tasksRequest, { root, flow, run: run.run, step: 'join' });
    assert.ok(task);
    const { step } = task;
    const ref = { root, flow, run: run.run, step, task: task.task };
    const artifacts = await send(protocol.artifactsRequest, ref);
    assert.deepEqual(
      artifacts.filter(({ internal }) => !internal).map(({ name }) => name),
      ['alpha', 'integer', 'table', 'text', 'total'],
    );
    const value = await send(protocol.artifactValueRequest, { ...ref, name: 'total' });
    assert.deepEqual(value, {
      type: 'int',
      size: artifacts.find(({ name }) => name === 'total')?.size,
      text: '12',
      notes: [],
    });
    const log = await send(protocol.taskLogRequest, { ...ref, step: 'start', task: '1', stream: 'stderr' });
    assert.equal(log.text, 'to stderr\n');
  });

  test('are refused with one sentence where their parameters make no sense', async () => {
    const { send } = client;
    const ref = { root, flow: 'TypesFlow', run: runs.types[1], step: 'start', task: '1' };
    await assert.rejects(send(protocol.stepsRequest, { ...ref, run: '../..' }), {
      message: 'The run “../..” is not a name in a datastore.',
    });
    await assert.rejects(send(protocol.storeFlowsRequest, { root: 'relative' }), {
      message: 'The root is not an absolute path.',
    });
    await assert.rejects(
      send(protocol.artifactValueRequest, { ...ref, name: 'other' }),
      /has no artifact other/,
    );
    await assert.rejects(client.connection.sendRequest(protocol.runsRequest.method, 7), /is not/);
    await assert.rejects(send(protocol.runsRequest, { ...ref, limit: -1 }), /is not a number from 1/);
  });

  test('can be cancelled while the worker is at work, which learns of it', async () => {
    await withFolder(async (place) => {
      const file = path.join(place.path, 'silent.js');
      // Never answers; tells what it got by the only notification there is.
      writeFileSync(
        file,
        `const { parentPort } = require('node:worker_threads');
         parentPort.on('message', ({ type }) => parentPort.postMessage({ type: 'changed', root: type }));`,
      );
      const silent = connect(file);
      const got = (type: string) =>
        new Promise<void>((resolve) => {
          silent.connection.onNotification(protocol.storeChanged.method, ({ root: seen }) => {
            if (seen === type) resolve();
          });
        });
      const source = new CancellationTokenSource();
      const atWork = got('request');
      const answer = silent.connection.sendRequest(protocol.storeFlowsRequest.method, { root }, source.token);
      await atWork;
      const told = got('cancel');
      source.cancel();
      await assert.rejects(answer, /cancelled/);
      await told;
      silent.dispose();
    });
  });

  test('tell of changes in the datastores that are watched', async () => {
    await withFolder(async (place) => {
      const watched = path.join(place.path, '.metaflow');
      const changed = new Promise<unknown>((resolve) => {
        client.connection.onNotification(protocol.storeChanged.method, resolve);
      });
      await client.connection.sendNotification(protocol.watchRoots.method, { roots: [watched] });
      // Answered behind the notification, though the watch may open a little later: changes go on until one is seen.
      let count = 0;
      const timer = setInterval(
        () => mkdirSync(path.join(watched, `Flow${count++}`), { recursive: true }),
        20,
      );
      assert.deepEqual(await changed, { root: watched });
      clearInterval(timer);
      await client.connection.sendNotification(protocol.watchRoots.method, { roots: [] });
    });
  });

  test('a worker that crashes fails its requests with a sentence and is started again', async () => {
    await withFolder(async (place) => {
      const file = path.join(place.path, 'crashing.js');
      const marker = path.join(place.path, 'crashed');
      writeFileSync(
        file,
        `const { existsSync, writeFileSync } = require('node:fs');
         const { parentPort } = require('node:worker_threads');
         if (existsSync(${JSON.stringify(marker)})) require(${JSON.stringify(worker)});
         else parentPort.on('message', () => { writeFileSync(${JSON.stringify(marker)}, ''); throw new Error('crash'); });`,
      );
      const crashing = connect(file);
      const requests = [1, 2].map(() => crashing.send(protocol.storeFlowsRequest, { root }));
      for (const request of requests) await assert.rejects(request, /stopped unexpectedly; try again/);
      assert.equal((await crashing.send(protocol.storeFlowsRequest, { root })).length, 6);
      crashing.dispose();
    });
  });

  test('a worker that is missing is told, not waited for', async () => {
    const missing = connect(path.join(folder.path, 'nothing.js'));
    await assert.rejects(missing.send(protocol.storeFlowsRequest, { root }), /stopped unexpectedly/);
    missing.dispose();
  });
});
