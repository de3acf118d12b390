import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver';
import { trainingFlow } from '../support/exampleFlows';
import { messageOf, withServer } from '../support/server';

const uri = 'file:///project/training.py';
const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

describe('diagnostics', () => {
  it('are none for a correct flow', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      assert.deepEqual(await server.diagnostics(uri), []);
    }));

  it('come as one types, at the token that is wrong, and go when it is mended', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      const broken = server.edit(uri, 'self.next(self.join)', 'self.next(self.jion)');
      const [diagnostic, ...others] = await server.diagnostics(uri, broken);
      assert.ok(diagnostic);
      assert.deepEqual(others, []);
      assert.equal(server.text(uri, diagnostic.range), 'jion');
      assert.equal(diagnostic.code, 'unknown-step');
      assert.equal(diagnostic.severity, 1);
      assert.equal(diagnostic.source, 'stepwise');
      assert.match(messageOf(diagnostic), /jion/);
      assert.equal(diagnostic.codeDescription?.href, 'https://docs.test/checks/unknown-step.md');
      const mended = server.edit(uri, 'self.jion', 'self.join');
      assert.deepEqual(await server.diagnostics(uri, mended), []);
    }));

  it('are all there at once', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      server.edit(uri, 'self.next(self.join)', 'self.next(self.jion)');
      const version = server.edit(uri, "'bad': self.end", "'bad': self.ende");
      const found = await server.diagnostics(uri, version);
      assert.deepEqual(
        found.map(({ range }) => server.text(uri, range)),
        ['jion', 'ende'],
      );
    }));

  it('say nothing of Python files without flows, not even that there is nothing', () =>
    withServer(async (server) => {
      server.open('file:///project/other.py', 'import os\nprint(\n');
      server.open('file:///project/workflow.py', 'import workflow\nprint(\n');
      server.open(uri, trainingFlow);
      await server.diagnostics(uri);
      assert.deepEqual(
        server.published.map((one) => one.uri),
        [uri],
      );
    }));

  it('go when the document is closed', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow.replace('self.join)', 'self.jion)'));
      assert.equal((await server.diagnostics(uri)).length, 1);
      server.close(uri);
      await server.until(() => server.published.at(-1)?.diagnostics.length === 0, 'empty diagnostics');
    }));

  it('go when the last flow of a document goes', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow.replace('self.join)', 'self.jion)'));
      await server.diagnostics(uri);
      const version = server.edit(uri, [0, server.document(uri).getText().length], 'print(1)\n');
      assert.deepEqual(await server.diagnostics(uri, version), []);
    }));

  it('have the severity that the settings say, also when they change', () =>
    withServer(
      async (server) => {
        server.open(uri, trainingFlow.replace('self.join)', 'self.jion)'));
        const [first] = await server.diagnostics(uri);
        assert.equal(first?.severity, 2);
        const count = server.published.length;
        server.settings = { checks: { severity: { 'unknown-step': 'off' } } };
        server.notify('workspace/didChangeConfiguration', { settings: null });
        await server.until(() => server.published.length > count, 'diagnostics after the settings changed');
        assert.deepEqual(server.published.at(-1)?.diagnostics, []);
      },
      { settings: { checks: { severity: { 'unknown-step': 'warning', nonsense: 7 } } } },
    ));

  it('are silent where a comment says so', () =>
    withServer(async (server) => {
      const line = 'self.next(self.jion)  # stepwise: ignore[unknown-step]';
      server.open(uri, trainingFlow.replace('self.next(self.join)', line));
      assert.deepEqual(codes(await server.diagnostics(uri)), []);
    }));

  describe('of syntax', () => {
    const unclosed = trainingFlow.replace('[1, 2, 3]', '[1, 2, 3');

    it('are there where no one else reports them', () =>
      withServer(async (server) => {
        server.open(uri, unclosed);
        assert.deepEqual([...new Set(codes(await server.diagnostics(uri)))], ['syntax']);
      }));

    it('are left to another language server where there is one', () =>
      withServer(
        async (server) => {
          server.open(uri, unclosed);
          assert.deepEqual(await server.diagnostics(uri), []);
        },
        { initializationOptions: { syntaxErrors: 'off', docsBase: '' } },
      ));

    it('can be switched on by the setting', () =>
      withServer(
        async (server) => {
          server.open(uri, unclosed);
          assert.deepEqual([...new Set(codes(await server.diagnostics(uri)))], ['syntax']);
        },
        { initializationOptions: { syntaxErrors: 'off', docsBase: '' }, settings: { syntaxErrors: 'on' } },
      ));
  });
});
