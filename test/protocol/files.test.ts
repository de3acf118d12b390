import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flowsRequest } from '../../server/src/protocol/flows';
import { trainingFlow } from '../support/exampleFlows';
import { withFolder } from '../support/folder';
import { messageOf, withServer } from '../support/server';

const base = `from metaflow import FlowSpec, step


class BaseFlow(FlowSpec):
    @step
    def start(self):
        self.next(self.middle)

    @step
    def end(self):
        pass
`;
const derived = `from base import BaseFlow
from metaflow import step


class MyFlow(BaseFlow):
    @step
    def middle(self):
        self.next(self.end)


if __name__ == '__main__':
    MyFlow()
`;
const changed = 2;

describe('flows of several files', () => {
  it('are checked with what their bases in other files define', () =>
    withFolder(async (folder) => {
      folder.write('base.py', base);
      const uri = folder.write('flow.py', derived);
      await withServer(
        async (server) => {
          server.open(uri, derived);
          assert.deepEqual(await server.diagnostics(uri), []);
          const version = server.edit(uri, 'self.end', 'self.done');
          const [found] = await server.diagnostics(uri, version);
          assert.ok(found);
          assert.equal(server.text(uri, found.range), 'done');
        },
        { folder: folder.uri },
      );
    }));

  it('show a mistake of a base at the class that suffers, with the way to it', () =>
    withFolder(async (folder) => {
      const baseUri = folder.write('base.py', base.replace('self.middle', 'self.midle'));
      const uri = folder.write('flow.py', derived);
      await withServer(
        async (server) => {
          server.open(uri, derived);
          const found = (await server.diagnostics(uri)).find(({ code }) => code === 'unknown-step');
          assert.ok(found);
          assert.equal(server.text(uri, found.range), 'MyFlow');
          assert.match(messageOf(found), /midle/);
          const [related] = found.relatedInformation ?? [];
          assert.equal(related?.location.uri, baseUri);
          assert.deepEqual(related?.location.range.start, { line: 6, character: 23 });
        },
        { folder: folder.uri },
      );
    }));

  it('follow an unsaved change of their base, and its file again once it is closed', () =>
    withFolder(async (folder) => {
      const baseUri = folder.write('base.py', base);
      const uri = folder.write('flow.py', derived);
      await withServer(
        async (server) => {
          server.open(uri, derived);
          server.open(baseUri, base);
          assert.deepEqual(await server.diagnostics(uri), []);
          const shown = () => server.published.findLast((one) => one.uri === uri)?.diagnostics.length;
          server.edit(baseUri, 'def end', 'def ending');
          await server.until(() => shown() !== 0, 'a diagnostic in the flow');
          server.close(baseUri);
          await server.until(() => shown() === 0, 'no diagnostic in the flow');
        },
        { folder: folder.uri },
      );
    }));

  it('are not expected to be whole where another file extends them, open or not', () =>
    withFolder(async (folder) => {
      const baseUri = folder.write('lib/base.py', base);
      const uri = folder.write('flows/flow.py', derived.replace('from base', 'from lib.base'));
      await withServer(
        async (server) => {
          const shown = () => server.published.findLast((one) => one.uri === baseUri)?.diagnostics;
          const codes = () => shown()?.map(({ code }) => code);
          server.open(baseUri, base);
          // Told last of all that it sent: nothing may be said of the base before or after the search.
          const other = folder.write('alone.py', base);
          server.open(other, base);
          await server.until(
            () => server.published.some((one) => one.uri === other && one.diagnostics.length === 1),
            'the mistake of a class that no one extends',
          );
          assert.ok(server.published.every((one) => one.uri !== baseUri || one.diagnostics.length === 0));
          folder.write('flows/flow.py', '');
          server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: changed }] });
          await server.until(() => codes()?.[0] === 'unknown-step', 'the mistake once no one extends it');
        },
        { folder: folder.uri },
      );
    }));

  it('follow changes on disk, new files included', () =>
    withFolder(async (folder) => {
      const uri = folder.write('flows/flow.py', derived);
      await withServer(
        async (server) => {
          server.open(uri, derived.replace('self.end', 'self.ende'));
          await server.until(
            () => server.registered.includes('workspace/didChangeWatchedFiles'),
            'the registration for changes of files',
          );
          // The base is unknown: what it might define is not guessed.
          assert.deepEqual(await server.diagnostics(uri), []);
          const baseUri = folder.write('base.py', base);
          const shown = () => server.published.findLast((one) => one.uri === uri)?.diagnostics;
          server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: baseUri, type: changed }] });
          await server.until(() => shown()?.length === 1, 'a diagnostic once the base is there');
          assert.equal(server.text(uri, shown()?.[0]?.range ?? assert.fail()), 'ende');
        },
        { folder: folder.uri },
      );
    }));

  it('are known without being open', () =>
    withFolder(async (folder) => {
      const uri = folder.write('flow.py', `\ufeff${trainingFlow}`);
      await withServer(async (server) => {
        const [flow] = await server.ask(flowsRequest, { uri });
        assert.equal(flow?.name, 'TrainingFlow');
        assert.deepEqual(flow.range.start, { line: 3, character: 6 });
      });
    }));
});
