import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionsFlow } from './mentionsFlow';

test('flows are noticed, also those whose base class comes from elsewhere; other Python is left alone', () => {
  assert.ok(mentionsFlow('import metaflow as mf\n'));
  assert.ok(mentionsFlow('from base import Base\nclass F(Base):\n    @step\n    def a(self): ...\n'));
  assert.ok(mentionsFlow('class F(Base):\n    def a(self):\n        self.next(self.b)\n'));
  assert.ok(!mentionsFlow('def step(next):\n    return next(iterator)\n'));
});
