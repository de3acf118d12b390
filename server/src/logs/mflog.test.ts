import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeLogs, parseLine, parseLog } from './mflog';

const line = (time: string, message: string) => `[MFLOG|0|${time}Z|runtime|5a0c]${message}`;

test('a structured line gives its time and its message as it was printed', () => {
  const time = '2026-11-23T20:24:36.897848';
  assert.deepEqual(parseLine(line(time, '    x = a[0] ] |')), { time, message: '    x = a[0] ] |' });
  assert.deepEqual(parseLine(`[!${line(time, 'kept')}`), { time, message: 'kept' });
  assert.deepEqual(parseLine(line(time, '')), { time, message: '' });
});

test('what is not structured, or has no real time, stays as it is', () => {
  for (const text of [
    '',
    'plain',
    '[MFLOG|1|2026-11-23T20:24:36.8Z|a|b]x',
    '[MFLOG|0|yesterdayZ|a|b]x',
    '[MFLOG|0|',
  ]) {
    assert.deepEqual(parseLine(text), { message: text });
  }
});

test('logs are merged by time; lines without one go last, lines of one time keep their order', () => {
  const out = parseLog(
    `${line('2026-01-01T00:00:00.000002', 'b')}\nloose\n${line('2026-01-01T00:00:00.000004', 'd1')}\n`,
  );
  const err = parseLog(
    `${line('2026-01-01T00:00:00.000001', 'a')}\n${line('2026-01-01T00:00:00.000004', 'd2')}`,
  );
  assert.deepEqual(
    mergeLogs([out, err]).map(({ message }) => message),
    ['a', 'b', 'd1', 'd2', 'loose'],
  );
});
