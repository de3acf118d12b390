import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CrashBudget } from './crashBudget';

test('crashes in a row end the restarts, crashes far apart do not', () => {
  const budget = new CrashBudget({ limit: 3, windowMs: 1000 });
  assert.deepEqual(
    [0, 100, 200].map((now) => budget.allows(now)),
    [true, true, false],
  );
  budget.forget();
  assert.deepEqual(
    [0, 900, 1800, 2700].map((now) => budget.allows(now)),
    [true, true, true, true],
  );
});
