import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoundedLog } from './boundedLog';

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: String(from + index).padStart(10) }));

test('the newest lines stay and the others are counted', () => {
  const log = new BoundedLog({ lines: 1000, characters: 1e9 });
  for (let at = 0; at < 10_000; at += 7) log.append(numbered(at, 7));
  assert.ok(log.lines.length <= 1000 && log.lines.length >= 890, `${log.lines.length}`);
  assert.equal(Number(log.lines[0]?.text), log.dropped);
  assert.equal(Number(log.lines.at(-1)?.text), log.dropped + log.lines.length - 1);
});

test('long lines are bounded by their characters; the last line always stays', () => {
  const log = new BoundedLog({ lines: 1000, characters: 100 });
  log.append(numbered(0, 50));
  assert.ok(log.lines.length <= 10);
  log.append([{ text: 'x'.repeat(500) }]);
  assert.equal(log.lines.length, 1);
});
