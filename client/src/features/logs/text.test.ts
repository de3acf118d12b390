import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logText } from './text';

test('a log reads as it was printed, without terminal colours', () => {
  const control = String.fromCharCode(27);
  const text = `${control}[1;32mfine${control}[0m [1m] stays\n`;
  assert.equal(logText({ text, notes: [] }), 'fine [1m] stays\n');
});

test('what was left out is said, and an empty log says that it is empty', () => {
  assert.equal(
    logText({ text: 'a\n', notes: ['The first 3 MB are left out.'] }),
    '[The first 3 MB are left out.]\na\n',
  );
  assert.match(logText({ text: '', notes: [] }), /printed nothing/);
});
