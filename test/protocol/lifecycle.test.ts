import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import { longFlow, trainingFlow } from '../support/exampleFlows';
import { TestServer, withServer } from '../support/server';

const uri = 'file:///project/training.py';

describe('the server', () => {
  it('says what it can do', () =>
    withServer(async ({ initialized }) => {
      assert.equal(initialized?.serverInfo?.name, 'stepwise');
      assert.match(initialized.serverInfo.version ?? '', /^\d+\.\d+\.\d+/);
      const { capabilities } = initialized;
      assert.equal(capabilities.positionEncoding, 'utf-16');
      assert.ok(capabilities.codeLensProvider && capabilities.documentSymbolProvider);
      assert.ok(
        capabilities.definitionProvider && capabilities.completionProvider && capabilities.hoverProvider,
      );
    }));

  it('serves a client that can do nothing beyond the basics', () =>
    withServer(
      async (server) => {
        server.open(uri, trainingFlow.replace('self.join)', 'self.jion)'));
        assert.equal((await server.diagnostics(uri)).length, 1);
        const params = { textDocument: { uri }, position: server.position(uri, "'bad': self.en|d") };
        const [location] = await server.request<{ uri: string }[]>('textDocument/definition', params);
        assert.equal(location?.uri, uri);
        assert.deepEqual(server.registered, []);
      },
      { capabilities: { workspace: {}, textDocument: {} } },
    ));

  it('leaves no process behind after shutdown and exit', async () => {
    const server = await TestServer.start();
    server.open(uri, trainingFlow);
    assert.equal(await server.stop(), 0);
  });

  it('ends with an error after exit without shutdown', async () => {
    const server = await TestServer.start();
    const exited = once(server.process, 'exit');
    server.notify('exit', undefined);
    await exited;
    assert.equal(server.process.exitCode, 1);
  });

  it('ends when its client is gone', async () => {
    const server = await TestServer.start();
    const exited = once(server.process, 'exit');
    server.process.stdin?.end();
    await exited;
    assert.notEqual(server.process.exitCode, null);
  });

  it('answers a request before initialize with an error', async () => {
    const server = await TestServer.spawn();
    await assert.rejects(server.request('textDocument/codeLens', { textDocument: { uri } }));
    await server.initialize();
    server.open(uri, trainingFlow);
    assert.deepEqual(await server.diagnostics(uri), []);
    await server.stop();
  });

  it('answers a cancelled request as cancelled, and the next one as ever', () =>
    withServer(async (server) => {
      server.open(uri, longFlow(300));
      const source = new CancellationTokenSource();
      const answers = Array.from({ length: 20 }, () =>
        server.request('textDocument/documentSymbol', { textDocument: { uri } }, source.token),
      );
      source.cancel();
      const settled = await Promise.allSettled(answers);
      const codes = settled.map((one) => (one.status === 'rejected' ? one.reason.code : 'answered'));
      assert.equal(codes.at(-1), -32800);
      assert.deepEqual(
        codes.filter((code) => code !== -32800 && code !== 'answered'),
        [],
      );
      const symbols = await server.request<unknown[]>('textDocument/documentSymbol', {
        textDocument: { uri },
      });
      assert.equal(symbols.length, 1);
    }));
});
