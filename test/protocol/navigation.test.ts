import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  CodeLens,
  CompletionItem,
  DocumentSymbol,
  Hover,
  LocationLink,
  MarkupContent,
} from 'vscode-languageserver';
import { trainingFlow } from '../support/exampleFlows';
import { withFolder } from '../support/folder';
import { type TestServer, withServer } from '../support/server';

const uri = 'file:///project/training.py';
const at = (server: TestServer, context: string, file = uri) => ({
  textDocument: { uri: file },
  position: server.position(file, context),
});

describe('document symbols', () => {
  it('are the flow with its parameters and steps, each at its place', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      const [flow, ...others] = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', {
        textDocument: { uri },
      });
      assert.deepEqual(others, []);
      assert.equal(flow?.name, 'TrainingFlow');
      assert.deepEqual(
        flow.children?.map(({ name, detail }) => `${name}: ${detail}`),
        [
          'rate: Parameter',
          'name: Parameter',
          'rounds: Parameter: int',
          'start: foreach items → fit',
          'fit: → join',
          'join: join → choose',
          'choose: switch on mode → publish, end',
          'publish: → end',
          'end: end',
        ],
      );
      for (const child of flow.children ?? []) {
        assert.equal(server.text(uri, child.selectionRange), child.name);
        assert.ok(server.text(uri, child.range).includes(child.name));
      }
      const fit = flow.children?.find(({ name }) => name === 'fit');
      assert.ok(fit && server.text(uri, fit.range).startsWith('@retry'));
    }));
});

describe('lenses', () => {
  it('run and draw the flow, and lead from each step to the graph', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
      const lineOf = (text: string) => server.position(uri, `|${text}`).line;
      assert.deepEqual(
        lenses.slice(0, 4).map(({ range, command }) => [range.start.line, command?.title, command?.command]),
        [
          [lineOf('class TrainingFlow'), '$(play) Run', 'stepwise.run'],
          [lineOf('class TrainingFlow'), '$(type-hierarchy) Graph', 'stepwise.showGraph'],
          [
            lineOf('@step\n    def start'),
            '$(type-hierarchy) foreach items → fit',
            'stepwise.showStepInGraph',
          ],
          [lineOf('@retry'), '$(type-hierarchy) → join', 'stepwise.showStepInGraph'],
        ],
      );
      assert.deepEqual(lenses[0]?.command?.arguments, [{ uri, flow: 'TrainingFlow' }]);
      assert.deepEqual(lenses[2]?.command?.arguments, [{ uri, flow: 'TrainingFlow', step: 'start' }]);
    }));

  it('do not offer to run a base class', () =>
    withServer(async (server) => {
      const base = trainingFlow.replace('class TrainingFlow', 'class BaseFlow').split('\n\n\nif ')[0];
      server.open(uri, `${base}\n\n\nclass TrainingFlow(BaseFlow):\n    pass\n\n\nTrainingFlow()\n`);
      const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
      const runs = lenses.filter(({ command }) => command?.command === 'stepwise.run');
      assert.deepEqual(
        runs.map(({ command }) => command?.arguments),
        [[{ uri, flow: 'TrainingFlow' }]],
      );
    }));
});

describe('definition', () => {
  async function definitions(server: TestServer, context: string, file = uri): Promise<string[]> {
    const links = await server.request<LocationLink[]>('textDocument/definition', at(server, context, file));
    for (const { originSelectionRange } of links)
      assert.ok(
        originSelectionRange && context.replace('|', '').includes(server.text(file, originSelectionRange)),
      );
    return links.map(({ targetUri, targetSelectionRange: { start } }) => {
      const line = server.documents.get(targetUri)?.getText().split('\n')[start.line];
      return line === undefined ? `${targetUri.split('/').at(-1)}:${start.line + 1}` : line.trim();
    });
  }

  it('leads from a transition to its step', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      assert.deepEqual(await definitions(server, 'self.next(self.jo|in)'), ['def join(self, inputs):']);
      assert.deepEqual(await definitions(server, "self.fit|, foreach='items'"), ['def fit(self):']);
      assert.deepEqual(await definitions(server, "'good': self.|publish"), ['def publish(self):']);
    }));

  it('leads from an artifact to what writes it, and from a parameter to itself', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow.replace('print(self.mode)', 'print(self.mode, self.rate)'));
      assert.deepEqual(await definitions(server, 'print(self.be|st)'), [
        'self.best = max(i.model for i in inputs)',
      ]);
      assert.deepEqual(await definitions(server, ', self.ra|te)'), [
        "rate = Parameter('learning-rate', default=0.1, help='How fast it learns')",
      ]);
    }));

  it('leads to steps and classes of other files', () =>
    withFolder(async (folder) => {
      folder.write('lib/__init__.py', 'from .base import BaseFlow\n');
      folder.write(
        'lib/base.py',
        'from metaflow import FlowSpec, step\n\nclass BaseFlow(FlowSpec):\n    @step\n    def end(self):\n        pass\n',
      );
      const text =
        'from metaflow import step\nfrom lib import BaseFlow\n\nclass MyFlow(BaseFlow):\n    @step\n    def start(self):\n        self.next(self.end)\n\nMyFlow()\n';
      const file = folder.write('flow.py', text);
      await withServer(
        async (server) => {
          server.open(file, text);
          assert.deepEqual(await definitions(server, 'self.next(self.en|d)', file), ['base.py:5']);
          assert.deepEqual(await definitions(server, 'class MyFlow(Base|Flow)', file), ['base.py:3']);
          assert.deepEqual(await server.diagnostics(file), []);
        },
        { folder: folder.uri },
      );
    }));

  it('leads nowhere from other places', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      for (const context of ['im|port', 'self.ne|xt(self.join)', 'class Train|ingFlow', 'max|(i.model'])
        assert.deepEqual(await definitions(server, context), [], context);
    }));
});

describe('hover', () => {
  it('shows the step that a transition names, its docstring as plain text', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      const hover = await server.request<Hover>(
        'textDocument/hover',
        at(server, "self.fi|t, foreach='items'"),
      );
      const { value } = hover.contents as MarkupContent;
      assert.match(value, /```python\n@retry\(times=2\)\n@step\ndef fit\(self\):\n```/);
      assert.match(value, /→ join/);
      assert.match(value, /```text\nFits one model\.[\s\S]*\[a link\]\(command:evil\)[\s\S]*\n```/);
      assert.equal(hover.range && server.text(uri, hover.range), 'fit');
    }));

  it('says nothing elsewhere', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      assert.equal(await server.request('textDocument/hover', at(server, 'def fi|t')), null);
    }));
});

describe('completion', () => {
  async function complete(server: TestServer, line: string): Promise<CompletionItem[]> {
    const text = trainingFlow.replace('self.next(self.join)', line.replace('|', ''));
    if (server.documents.has(uri)) server.close(uri);
    server.open(uri, text);
    const items = await server.request<CompletionItem[]>(
      'textDocument/completion',
      at(server, `self.model = self.input\n        ${line}`),
    );
    return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  }
  const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);

  it('offers the steps behind the dot, the one that nothing leads to first', () =>
    withServer(async (server) => {
      for (const line of ['self.next(self.|)', 'self.next(self.|', 'self.next(self.jo|)'])
        assert.deepEqual(labels(await complete(server, line)), ['join', 'choose', 'publish', 'end'], line);
    }));

  it('offers whole arguments behind the parenthesis', () =>
    withServer(async (server) => {
      const items = await complete(server, 'self.next(|)');
      assert.deepEqual(labels(items), ['self.join', 'self.choose', 'self.publish', 'self.end']);
      assert.equal(items[0]?.detail, 'join → choose');
      assert.equal(items[0]?.textEdit?.newText, 'self.join');
    }));

  it('offers further targets and the keywords that fit', () =>
    withServer(async (server) => {
      assert.deepEqual(labels(await complete(server, 'self.next(self.join, |)')), [
        'self.choose',
        'self.publish',
        'self.end',
        'foreach=',
        'num_parallel=',
      ]);
      assert.ok(labels(await complete(server, "self.next({'a': self.join}, |)")).includes('condition='));
      assert.ok(!labels(await complete(server, 'self.next(self.join, self.end, |)')).includes('foreach='));
    }));

  it('offers the values of a switch, also the step itself', () =>
    withServer(async (server) => {
      assert.deepEqual(
        labels(await complete(server, "self.next({'a': self.join, 'b': self.|}, condition='x')")),
        ['join', 'choose', 'publish', 'end', 'fit'],
      );
    }));

  it('offers artifacts for foreach and condition', () =>
    withServer(async (server) => {
      assert.ok(labels(await complete(server, "self.next(self.join, foreach='|')")).includes('items'));
    }));

  it('replaces the whole name that the caret stands in', () =>
    withServer(async (server) => {
      const [item] = await complete(server, 'self.next(self.jo|nes)');
      assert.ok(item?.textEdit && 'range' in item.textEdit);
      assert.equal(server.text(uri, item.textEdit.range), 'jones');
    }));

  it('stays out of everything else', () =>
    withServer(async (server) => {
      for (const line of [
        'self.|',
        'print(|',
        'self.next(self.items.|)',
        'x = [self.|',
        '# self.next(self.|',
      ])
        assert.deepEqual(await complete(server, line), [], line);
    }));
});
