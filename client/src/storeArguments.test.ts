import assert from 'node:assert/strict';
import { test } from 'node:test';
import { artifactRef, pathspec, storeRef, taskRef } from './storeArguments';

const task = { root: '/p/.metaflow', flow: 'F', run: '12', step: 'fit', task: '3' };

test('references are taken from plain values and from rows of the tree', () => {
  assert.deepEqual(taskRef({ ...task, attempt: 1, other: true }), { ...task, attempt: 1 });
  assert.deepEqual(taskRef({ kind: 'task', ref: task }), task);
  assert.deepEqual(artifactRef({ ...task, name: 'model' }), { ...task, name: 'model' });
  assert.deepEqual(storeRef({ root: '/p', flow: 'F' }), { root: '/p', flow: 'F' });
});

test('anything else is refused', () => {
  for (const value of [undefined, null, 'F/1', 7, [], {}, { root: '/p' }, { flow: 'F' }, { ref: null }]) {
    assert.equal(storeRef(value), undefined);
  }
  assert.equal(taskRef({ ...task, step: 5 }), undefined);
  assert.equal(artifactRef(task), undefined);
  assert.deepEqual(storeRef({ ...task, run: undefined }), { root: task.root, flow: 'F' });
});

test('a pathspec names the parts that are there', () => {
  assert.equal(pathspec(task), 'F/12/fit/3');
  assert.equal(pathspec({ ...task, name: 'x' }), 'F/12/fit/3/x');
  assert.equal(pathspec({ root: '/p', flow: 'F' }), 'F');
});
