import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequestDefinition } from '../../../../server/src/protocol/request';
import type { RunSummary } from '../../../../server/src/protocol/store';
import { Entry, Forest } from './forest';
import { type Ask, loadBelow, loadTop } from './load';
import type { Node } from './nodes';

const root = '/p/.metaflow';
const flow = (name: string, runs = 1, at = root): Extract<Node, { kind: 'flow' }>['flow'] => ({
  root: at,
  flow: name,
  runs,
});
const run = (id: string, status: RunSummary['status'] = 'succeeded'): Node => ({
  kind: 'run',
  run: { root, flow: 'F', run: id, status, createdAt: Number(id), tags: [], systemTags: [] },
});

/** Answers by method name. */
function answering(answers: Readonly<Record<string, (params: never) => unknown>>): Ask {
  return async <P, R>({ method }: RequestDefinition<P, R>, params: P): Promise<R> => {
    const answer = answers[method] as ((params: P) => R) | undefined;
    assert.ok(answer, `${method} was not expected`);
    return answer(params);
  };
}

describe('rows over reloads', () => {
  it('stay the same objects, with what they hold', () => {
    const forest = new Forest();
    const [parent] = forest.place(undefined, [{ kind: 'flow', flow: flow('F') }]);
    assert.ok(parent);
    const [one, two] = forest.place(parent, [run('2'), run('1')]);
    assert.ok(one && two);
    two.children = Promise.resolve([]);
    const again = forest.place(parent, [run('3', 'running'), run('2'), run('1')]);
    assert.deepEqual(again.slice(1), [one, two]);
    assert.notEqual(two.children, undefined);
  });

  it('are asked for again where they may have changed', () => {
    const forest = new Forest();
    const [going, done] = forest.place(undefined, [run('2', 'running'), run('1')]);
    assert.ok(going && done);
    going.children = Promise.resolve([]);
    done.children = Promise.resolve([]);
    forest.place(undefined, [run('2', 'running'), run('1', 'failed')]);
    assert.equal(going.children, undefined);
    assert.equal(done.children, undefined);
    assert.equal(done.node.kind === 'run' && done.node.run.status, 'failed');
  });

  it('go with all that stood below them', () => {
    const forest = new Forest();
    const [parent] = forest.place(undefined, [{ kind: 'flow', flow: flow('F') }]);
    forest.place(parent, [run('1')]);
    forest.place(undefined, [{ kind: 'flow', flow: flow('G') }]);
    assert.deepEqual(
      [...forest.all()].map(({ node }) => node.kind === 'flow' && node.flow.flow),
      ['G'],
    );
  });

  it('tell commands what they are about', () => {
    const entry = new Entry('id', undefined, run('7'));
    assert.deepEqual(entry.ref, { root, flow: 'F', run: '7' });
    assert.equal(new Entry('id', undefined, { kind: 'root', root }).ref, undefined);
  });
});

describe('what stands in the tree', () => {
  const other = '/q/.metaflow';
  it('leaves datastores out where only one has flows, but knows all', async () => {
    const ask = answering({
      'stepwise/store/roots': () => [root, other],
      'stepwise/store/flows': (params: { root: string }) => (params.root === root ? [flow('F')] : []),
    });
    const top = await loadTop(ask, ['/p']);
    assert.deepEqual(top, { roots: [root, other], nodes: [{ kind: 'flow', flow: flow('F') }] });
  });

  it('names datastores where several have flows, and nothing where none has', async () => {
    const full = answering({
      'stepwise/store/roots': () => [root, other],
      'stepwise/store/flows': (params: { root: string }) => [flow('F', 1, params.root)],
    });
    assert.deepEqual((await loadTop(full, [])).nodes, [
      { kind: 'root', root },
      { kind: 'root', root: other },
    ]);
    const empty = answering({ 'stepwise/store/roots': () => [root], 'stepwise/store/flows': () => [] });
    assert.deepEqual((await loadTop(empty, [])).nodes, []);
  });

  it('offers more runs where there are more', async () => {
    const ask = answering({
      'stepwise/store/runs': ({ limit }: { limit: number }) =>
        ['3', '2', '1'].slice(0, limit).map((id) => {
          const node = run(id);
          return node.kind === 'run' && node.run;
        }),
    });
    const kinds = async (limit: number) =>
      (await loadBelow(ask, { kind: 'flow', flow: flow('F', 3) }, limit)).map((node) => node.kind);
    assert.deepEqual(await kinds(2), ['run', 'run', 'more']);
    assert.deepEqual(await kinds(3), ['run', 'run', 'run']);
  });

  it('shows the log and the artifacts of a task, without what is internal', async () => {
    const task = {
      root,
      flow: 'F',
      run: '1',
      step: 'fit',
      task: '2',
      attempt: 0,
      status: 'succeeded' as const,
      foreach: [],
    };
    const artifact = (name: string, internal: boolean) => ({
      ...task,
      name,
      internal,
      type: 'int',
      size: 5,
      encoding: 'pickle-v4',
    });
    const ask = answering({
      'stepwise/store/artifacts': () => [artifact('x', false), artifact('_transition', true)],
    });
    const nodes = await loadBelow(ask, { kind: 'task', task }, 50);
    assert.deepEqual(nodes, [
      { kind: 'log', task },
      { kind: 'artifact', artifact: artifact('x', false) },
    ]);
  });

  it('says that there is nothing rather than being empty', async () => {
    const ask = answering({ 'stepwise/store/steps': () => [], 'stepwise/store/artifacts': () => [] });
    const steps = await loadBelow(ask, run('1'), 50);
    assert.deepEqual(steps, [{ kind: 'note', text: 'No step has started yet.', problem: false }]);
  });
});
