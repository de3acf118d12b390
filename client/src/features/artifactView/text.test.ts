import assert from 'node:assert/strict';
import { test } from 'node:test';
import { artifactText, failureText } from './text';

const ref = { root: '/p/.metaflow', flow: 'F', run: '12', step: 'fit', task: '3', name: 'rates' };

test('an artifact reads as Python with a short header', () => {
  const value = { type: 'list', size: 1234, text: '[0.1, 0.2]', notes: [] };
  assert.equal(artifactText(ref, value), '# F/12/fit/3/rates\n# list, 1,234 bytes\n\n[0.1, 0.2]\n');
});

test('what was left out is said, and no note can leave its comment', () => {
  const notes = ['Only the first 1,000 items.\nimport os', 'Nested too deep.'];
  const text = artifactText(ref, { type: 'dict', size: 1, text: '{}', notes });
  assert.equal(
    text,
    '# F/12/fit/3/rates\n# dict, 1 byte\n# Only the first 1,000 items.\n# import os\n# Nested too deep.\n\n{}\n',
  );
  assert.match(failureText(ref, 'its file is gone\nfoo'), /^# F.*\n# The value.*gone\n# foo\n$/);
});
