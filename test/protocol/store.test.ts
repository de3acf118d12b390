import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { rootsRequest, storeFlowsRequest } from '../../server/src/protocol/store';
import { trainingFlow } from '../support/exampleFlows';
import { withFolder } from '../support/folder';
import { withServer } from '../support/server';

describe('store requests', () => {
  it('are answered by the server beside everything else', () =>
    withFolder((folder) =>
      withServer(async (server) => {
        const root = path.join(folder.path, '.metaflow');
        mkdirSync(path.join(root, 'SomeFlow'), { recursive: true });
        assert.deepEqual(await server.ask(rootsRequest, { folders: [folder.path] }), [root]);
        const uri = folder.write('flow.py', trainingFlow);
        server.open(uri, trainingFlow);
        assert.deepEqual(await server.diagnostics(uri), []);
      }),
    ));

  it('that ask for nonsense get one sentence', () =>
    withServer(async (server) => {
      const nonsense: { root: string } = JSON.parse('{"root": 7}');
      await assert.rejects(server.ask(storeFlowsRequest, nonsense), (error: Error) => {
        assert.doesNotMatch(error.message, /\n|\bat \w+ \(/);
        return error.message.length > 10;
      });
    }));

  it('leave no process behind', () =>
    withFolder((folder) =>
      withServer(async (server) => {
        await server.ask(rootsRequest, { folders: [folder.path] });
        assert.equal(await server.stop(), 0);
      }),
    ));
});
