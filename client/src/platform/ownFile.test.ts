import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOwnFile } from './ownFile';

test('own files lie below the folders and in no environment', () => {
  const linux = isOwnFile('linux', ['/w']);
  assert.deepEqual(
    [
      '/w/a.py',
      '/w/metaflow/b.py',
      '/x/a.py',
      '/w/.venv/lib/python3.11/site-packages/numpy/a.py',
      '<string>',
    ].map(linux),
    [true, true, false, false, false],
  );
  assert.ok(!isOwnFile('linux', ['/usr'])('/usr/lib/python3.11/json/decoder.py'));
  const windows = isOwnFile('win32', ['C:\\Work']);
  assert.deepEqual(
    ['c:\\work\\a.py', 'D:\\Work\\a.py', 'C:\\Work\\.venv\\Lib\\site-packages\\x.py'].map(windows),
    [true, false, false],
  );
});
