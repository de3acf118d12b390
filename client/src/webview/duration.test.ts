import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration } from './duration';

test('durations are read at a glance', () => {
  const spans = [0, 40, 99.7, 800, 2_140, 9_960, 45_400, 185_000, 7_440_000, -3].map(duration);
  const words = [
    '0 ms',
    '40 ms',
    '0.1 s',
    '0.8 s',
    '2.1 s',
    '10 s',
    '45 s',
    '3 min 5 s',
    '2 h 4 min',
    '0 ms',
  ];
  assert.deepEqual(spans, words);
});
