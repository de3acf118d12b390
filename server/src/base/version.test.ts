import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { version } from './version';

it('the version that the server tells is the one of the manifest', () => {
  assert.equal(version, JSON.parse(readFileSync('package.json', 'utf8')).version);
});
