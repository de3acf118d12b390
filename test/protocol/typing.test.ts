import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longFlow, trainingFlow } from '../support/exampleFlows';
import { withServer } from '../support/server';

const uri = 'file:///project/training.py';

describe('typing', () => {
  it('fast shows the last version, and nothing older after it', () =>
    withServer(async (server) => {
      server.open(uri, longFlow(100, 3));
      await server.diagnostics(uri);
      let version = 0;
      const comment = '# a comment that someone types very fast, on and on';
      const start = server.document(uri).getText().indexOf('class LongFlow') - 1;
      for (const [index, letter] of [...comment].entries())
        version = server.edit(uri, [start + index, start + index], letter);
      version = server.edit(uri, 'self.next(self.end)', 'self.next(self.ende)');
      const found = await server.diagnostics(uri, version);
      assert.deepEqual(
        found.map(({ range }) => server.text(uri, range)),
        ['ende'],
      );
      // The answer to a request shows that everything sent before it was dealt with.
      await server.request('textDocument/documentSymbol', { textDocument: { uri } });
      const versions = server.published.map((one) => one.version ?? 0);
      assert.equal(versions.at(-1), version);
      assert.deepEqual(
        versions,
        [...versions].sort((a, b) => a - b),
      );
    }));

  it('a flow letter by letter leaves the same diagnostics as opening it', () =>
    withServer(async (server) => {
      server.open(uri, '');
      const broken = trainingFlow.replace('self.join)', 'self.jion)');
      let version = 1;
      for (let i = 0; i < broken.length; i++) version = server.edit(uri, [i, i], broken.charAt(i));
      const typed = await server.diagnostics(uri, version);
      const copy = 'file:///project/copy.py';
      server.open(copy, broken);
      assert.deepEqual(typed, await server.diagnostics(copy));
      assert.equal(typed.length, 1);
    }));

  it('answers requests from the newest text, not from the last that was checked', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      server.edit(uri, 'def publish', 'def release');
      const symbols = await server.request<{ children: { name: string }[] }[]>(
        'textDocument/documentSymbol',
        { textDocument: { uri } },
      );
      assert.ok(symbols[0]?.children.some(({ name }) => name === 'release'));
    }));
});
