import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineAfter } from './lineAfter';

const change = (from: [number, number], to: [number, number], text: string) => ({
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  text,
});

test('a line moves with lines above it and is gone when it is edited', () => {
  assert.equal(lineAfter(5, [change([7, 0], [7, 3], 'x\ny')]), 5);
  assert.equal(lineAfter(5, [change([1, 0], [1, 0], 'a\nb\n')]), 7);
  assert.equal(lineAfter(5, [change([1, 0], [3, 0], '')]), 3);
  assert.equal(lineAfter(5, [change([5, 0], [5, 0], 'new line\n')]), 6);
  assert.equal(lineAfter(5, [change([5, 4], [5, 5], 'x')]), undefined);
  assert.equal(lineAfter(5, [change([4, 2], [6, 0], '')]), undefined);
});
