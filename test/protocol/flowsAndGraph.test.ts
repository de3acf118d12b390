import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flowsChanged, flowsRequest } from '../../server/src/protocol/flows';
import { graphRequest } from '../../server/src/protocol/graph';
import { trainingFlow } from '../support/exampleFlows';
import { type TestServer, withServer } from '../support/server';

const uri = 'file:///project/training.py';

describe('flows of a document', () => {
  it('come with parameters and steps', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      const [flow, ...others] = await server.ask(flowsRequest, { uri });
      assert.deepEqual(others, []);
      assert.ok(flow);
      assert.equal(server.text(uri, flow.range), 'TrainingFlow');
      assert.equal(flow.started, true);
      assert.equal(flow.hasErrors, false);
      assert.deepEqual(flow.parameters, [
        {
          kind: 'Parameter',
          name: 'learning-rate',
          attribute: 'rate',
          type: 'float',
          default: 0.1,
          hasDefault: true,
          required: false,
          help: 'How fast it learns',
        },
        {
          kind: 'Parameter',
          name: 'name',
          attribute: 'name',
          type: 'str',
          hasDefault: false,
          required: true,
        },
        {
          kind: 'Parameter',
          name: 'rounds',
          attribute: 'rounds',
          type: 'int',
          default: 3,
          hasDefault: true,
          required: false,
        },
      ]);
      assert.deepEqual(
        flow.steps.map(({ name, range }) => [name, server.text(uri, range)]),
        ['choose', 'end', 'fit', 'join', 'publish', 'start'].map((name) => [name, name]),
      );
    }));

  it('are told after each change, mistakes included, until there are none', () =>
    withServer(async (server) => {
      const told = server.collect(flowsChanged);
      server.open(uri, trainingFlow);
      const broken = server.edit(uri, 'self.join)', 'self.jion)');
      await server.until(() => told.at(-1)?.version === broken, 'the flows of the broken text');
      assert.equal(told.at(-1)?.flows[0]?.hasErrors, true);
      const gone = server.edit(uri, [0, server.document(uri).getText().length], '# metaflow\n');
      await server.until(() => told.at(-1)?.version === gone, 'the news that the flow is gone');
      assert.deepEqual(told.at(-1)?.flows, []);
      server.open('file:///project/other.py', '# metaflow\n');
      await server.request('textDocument/codeLens', { textDocument: { uri: 'file:///project/other.py' } });
      assert.equal(told.at(-1)?.uri, uri);
    }));
});

describe('the step graph', () => {
  async function graph(server: TestServer, text: string) {
    server.open(uri, text);
    const data = await server.ask(graphRequest, { uri, flow: 'TrainingFlow' });
    assert.ok(data);
    return data;
  }

  it('has steps in order, with kind, nesting and place', () =>
    withServer(async (server) => {
      const data = await graph(server, trainingFlow);
      assert.deepEqual([data.start, data.end, data.problems], ['start', 'end', []]);
      assert.deepEqual(
        data.nodes.map(({ name, kind, many, parent }) => [name, kind, many, parent]),
        [
          ['start', 'foreach', false, undefined],
          ['fit', 'linear', true, 'start'],
          ['join', 'join', false, undefined],
          ['choose', 'switch', false, undefined],
          ['publish', 'linear', false, undefined],
          ['end', 'end', false, undefined],
        ],
      );
      const fit = data.nodes[1];
      assert.equal(fit?.doc, 'Fits one model.');
      assert.deepEqual(fit.decorators, ['retry']);
      assert.equal(fit.location && server.text(uri, fit.location.range), 'fit');
      assert.deepEqual(
        data.edges.map(({ from, to, kind, label, wrong }) => [from, to, kind, label, wrong]).sort(),
        [
          ['choose', 'end', 'case', 'bad', false],
          ['choose', 'publish', 'case', 'good', false],
          ['fit', 'join', 'plain', undefined, false],
          ['join', 'choose', 'plain', undefined, false],
          ['publish', 'end', 'plain', undefined, false],
          ['start', 'fit', 'foreach', 'items', false],
        ],
      );
    }));

  it('marks what is missing, what is not reached and what is wrong', () =>
    withServer(async (server) => {
      const data = await graph(server, trainingFlow.replace("'good': self.publish", "'good': self.publsh"));
      const node = (name: string) => data.nodes.find((candidate) => candidate.name === name);
      assert.equal(node('publsh')?.missing, true);
      assert.equal(node('publsh')?.location, undefined);
      assert.equal(node('publish')?.unreachable, true);
      assert.deepEqual(
        node('choose')?.problems.map(({ code, severity }) => [code, severity]),
        [['unknown-step', 'error']],
      );
      assert.deepEqual(
        data.edges.filter(({ wrong }) => wrong).map(({ to }) => to),
        ['publsh'],
      );
    }));

  it('marks loops, but not a switch that leads back to itself', () =>
    withServer(async (server) => {
      const again = trainingFlow.replace(
        "'good': self.publish",
        "'good': self.publish, 'again': self.choose",
      );
      const data = await graph(server, again.replace('self.next(self.end)', 'self.next(self.choose)'));
      assert.deepEqual(
        data.edges
          .filter(({ wrong }) => wrong)
          .map(({ from, to }) => `${from} → ${to}`)
          .sort(),
        ['choose → publish', 'publish → choose'],
      );
    }));

  it('is null for a flow that is gone', () =>
    withServer(async (server) => {
      server.open(uri, trainingFlow);
      assert.equal(await server.ask(graphRequest, { uri, flow: 'Gone' }), null);
      assert.equal(await server.ask(graphRequest, { uri: 'file:///nowhere.py', flow: 'Gone' }), null);
    }));
});
