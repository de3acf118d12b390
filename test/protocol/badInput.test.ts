import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trainingFlow } from '../support/exampleFlows';
import { withFolder } from '../support/folder';
import { messageOf, type TestServer, withServer } from '../support/server';

const uri = 'file:///project/training.py';
const broken = trainingFlow.replace('self.join)', 'self.jion)');

/** Shows that the server is alive and well. */
async function stillWorks(server: TestServer): Promise<void> {
  const proof = 'file:///project/proof.py';
  server.open(proof, broken);
  const found = await server.diagnostics(proof);
  assert.deepEqual(
    found.map(({ range }) => server.text(proof, range)),
    ['jion'],
  );
  server.close(proof);
}

describe('bad input', () => {
  for (const [name, text] of [
    ['an empty file', ''],
    ['a text that is not Python', 'class metaflow <html> { FlowSpec ]]] """ \\ def @step'],
    ['binary data', `FlowSpec\0\u0001\ufffd${'\0\ufffd'.repeat(5000)}`],
    ['lone surrogates', `# flow \ud800\udc00\udc00 \ud800\n${trainingFlow}`],
    ['brackets that are nested without end', `x = ${'('.repeat(20_000)}flow`],
    [
      'blocks that are nested without end',
      `# flow\n${Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n')}`,
    ],
    ['one endless line', `flow = '${'x'.repeat(900_000)}'`],
    ['a sum of many terms', `flow = ${'1 + '.repeat(5000)}1`],
  ] as const)
    it(`${name} is survived`, () =>
      withServer(async (server) => {
        server.open(uri, text);
        for (const method of ['documentSymbol', 'codeLens'])
          assert.ok(Array.isArray(await server.request(`textDocument/${method}`, { textDocument: { uri } })));
        server.edit(uri, [0, 0], '\n');
        await stillWorks(server);
      }));

  it('a file of 10 MB is survived, one line says that it is not checked', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow + `# ${'x'.repeat(98)}\n`.repeat(100_000));
      const [diagnostic, ...others] = await server.diagnostics(uri);
      assert.deepEqual(others, []);
      assert.match(messageOf(diagnostic), /longer than 1,000,000 characters/);
      server.edit(uri, [0, 0], '#');
      await stillWorks(server);
    }));

  for (const [name, text] of [
    ['CRLF', broken.replaceAll('\n', '\r\n')],
    ['CR', broken.replaceAll('\n', '\r')],
    ['tabs', broken.replaceAll('    ', '\t')],
    ['a BOM', `\ufeff${broken}`],
    ['letters outside of the basic plane', broken.replace('Trains some models', '𝒯rains 😀 modèles')],
  ] as const)
    it(`a file with ${name} has its mistake at the right place`, () =>
      withServer(async (server) => {
        server.open(uri, text);
        const found = await server.diagnostics(uri);
        assert.deepEqual(
          found.map(({ range }) => server.text(uri, range)),
          ['jion'],
        );
      }));

  it('a notebook cell is a text of its own; what is not Python in it is no mistake', () =>
    withServer(async (server) => {
      const cell = 'vscode-notebook-cell:/project/n.ipynb#W0sZmlsZQ%3D%3D';
      server.open(cell, `%%time\n!pip install metaflow\n${broken}`);
      const found = await server.diagnostics(cell);
      assert.deepEqual(
        found.map(({ range }) => server.text(cell, range)),
        ['jion'],
      );
    }));

  it('flows that import each other in a circle are survived', () =>
    withFolder(async (folder) => {
      folder.write('b.py', 'from a import A\nfrom metaflow import FlowSpec\nclass B(A): pass\n');
      const text =
        'from b import B\nfrom metaflow import FlowSpec, step\nclass A(B):\n    @step\n    def start(self): pass\nclass S(S): pass\n';
      const a = folder.write('a.py', text);
      await withServer(
        async (server) => {
          server.open(a, text);
          await server.request('textDocument/codeLens', { textDocument: { uri: a } });
          await stillWorks(server);
        },
        { folder: folder.uri },
      );
    }));

  it('base classes in unreadable files are survived', () =>
    withFolder(async (folder) => {
      folder.write('binary.py', Buffer.from([0, 255, 254, 0, 1, 2]));
      folder.write('folder.py/x', '');
      folder.write('empty.py', '');
      for (const module of ['binary', 'folder', 'empty', 'gone']) {
        const text = `from ${module} import Base\nfrom metaflow import FlowSpec\nclass F(Base, FlowSpec): pass\nF()\n`;
        const file = folder.write(`flow_${module}.py`, text);
        await withServer(
          async (server) => {
            server.open(file, text);
            await server.request('textDocument/codeLens', { textDocument: { uri: file } });
            await stillWorks(server);
          },
          { folder: folder.uri },
        );
      }
    }));

  it('malformed messages are survived and logged, never answered with a stack', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      for (const method of ['hover', 'definition', 'completion', 'codeLens', 'documentSymbol'])
        for (const params of [
          undefined,
          {},
          { textDocument: null },
          { textDocument: { uri: 7 }, position: 'x' },
        ])
          assert.deepEqual((await server.request(`textDocument/${method}`, params)) ?? [], []);
      for (const params of [
        {},
        { textDocument: {} },
        { textDocument: { uri, version: 'x' }, contentChanges: 3 },
      ]) {
        server.notify('textDocument/didChange', params);
        server.notify('textDocument/didOpen', params);
        server.notify('textDocument/didClose', params);
      }
      server.notify('workspace/didChangeWatchedFiles', {});
      server.notify('stepwise/nonsense', 5);
      await assert.rejects(server.request('stepwise/flows', null), (error: Error) => {
        assert.doesNotMatch(error.message, /\n|\bat \w+ \(/);
        return true;
      });
      assert.ok(server.log.some((line) => line.includes('textDocument/hover failed')));
      await stillWorks(server);
    }));

  it('positions outside of the text are survived', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      for (const method of ['hover', 'definition', 'completion'])
        for (const position of [
          { line: 1e9, character: 0 },
          { line: 0, character: 1e9 },
          { line: -1, character: -5 },
        ])
          await server.request(`textDocument/${method}`, { textDocument: { uri }, position });
      await stillWorks(server);
    }));

  it('documents that are not open, or nowhere, have nothing', () =>
    withServer(async (server) => {
      for (const missing of ['file:///nowhere/x.py', 'untitled:Untitled-1', '%%%', 'git:/project/x.py?x'])
        assert.deepEqual(
          await server.request('textDocument/codeLens', { textDocument: { uri: missing } }),
          [],
        );
    }));
});
