import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphData } from '../../../../server/src/protocol/graph';
import { parseTarget, parseToHost } from './messages';
import { filesOf, placeOf, stepAt } from './steps';

const line = (number: number, character = 0) => ({ line: number, character });
const place = (uri: string, first: number, last: number) => ({
  uri,
  range: { start: line(first + 1, 8), end: line(first + 1, 13) },
  whole: { start: line(first, 4), end: line(last, 20) },
});
const bare = { decorators: [], missing: false, unreachable: false, many: false, problems: [] };
const graph: GraphData = {
  flow: 'F',
  uri: 'file:///f.py',
  nodes: [
    { ...bare, name: 'start', kind: 'start', location: place('file:///f.py', 2, 5) },
    { ...bare, name: 'fit', kind: 'linear', location: place('file:///base.py', 2, 9) },
    { ...bare, name: 'gone', kind: 'unknown', missing: true },
  ],
  edges: [{ from: 'fit', to: 'gone', kind: 'plain', wrong: true }],
  problems: [],
};

test('the step at the caret is the one whose decorators or body hold it, in its own file', () => {
  assert.equal(stepAt(graph, 'file:///f.py', line(2, 4)), 'start');
  assert.equal(stepAt(graph, 'file:///f.py', line(5, 20)), 'start');
  assert.equal(stepAt(graph, 'file:///f.py', line(5, 21)), undefined);
  assert.equal(stepAt(graph, 'file:///f.py', line(8)), undefined);
  assert.equal(stepAt(graph, 'file:///base.py', line(8)), 'fit');
});

test('a step that does not exist is found where it is named', () => {
  assert.equal(placeOf(graph, 'start')?.range.start.line, 3);
  assert.equal(placeOf(graph, 'gone')?.uri, 'file:///base.py');
  assert.equal(placeOf(graph, 'never heard of'), undefined);
  assert.deepEqual([...filesOf(graph)], ['file:///f.py', 'file:///base.py']);
});

test('what the app says and what it kept are parsed', () => {
  const reveal: object = { type: 'reveal', step: 'start', more: 1 };
  assert.deepEqual(parseToHost({ type: 'reveal', ...reveal }), { type: 'reveal', step: 'start' });
  const wrong: object = { step: 7 };
  assert.equal(parseToHost({ type: 'reveal', ...wrong }), undefined);
  assert.equal(parseToHost({ type: 'delete' }), undefined);
  assert.deepEqual(parseTarget({ uri: 'u', flow: 'F', view: {} }), { uri: 'u', flow: 'F' });
  for (const state of [undefined, null, 3, {}, { uri: 'u' }, { uri: 1, flow: 'F' }]) {
    assert.equal(parseTarget(state), undefined);
  }
});
