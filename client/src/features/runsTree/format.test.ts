import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, dateTime, size, timeAgo } from './format';

const now = new Date(2026, 2, 10, 12, 0, 0).getTime();
const minutes = (number: number) => number * 60_000;

test('times are told by how long ago they are', () => {
  const cases: [number, string][] = [
    [-5_000, 'just now'],
    [59_000, 'just now'],
    [minutes(2), '2 min ago'],
    [minutes(59.9), '59 min ago'],
    [minutes(60), '1 h ago'],
    [minutes(23 * 60), '23 h ago'],
    [minutes(30 * 60), 'yesterday'],
    [minutes(72 * 60), '3 days ago'],
    [minutes(9 * 24 * 60), '2026-03-01 12:00'],
  ];
  for (const [past, words] of cases) assert.equal(timeAgo(now - past, now), words);
  assert.equal(dateTime(new Date(2026, 0, 2, 3, 4, 5).getTime()), '2026-01-02 03:04:05');
});

test('sizes and counts are short', () => {
  const sizes = [0, 12, 999, 1_000, 3_440, 999_600, 123_000_000, 4e15].map(size);
  assert.deepEqual(sizes, ['0 B', '12 B', '999 B', '1.0 kB', '3.4 kB', '1.0 MB', '123 MB', '4000 TB']);
  assert.deepEqual([count(0, 'task'), count(1, 'task'), count(3, 'run')], ['0 tasks', '1 task', '3 runs']);
});
