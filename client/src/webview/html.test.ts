import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './html';

const options = {
  cspSource: 'https://app.test',
  script: 'https://app.test/a.js',
  style: 'https://app.test/a.css',
  nonce: 'n0nce',
  title: 'Runs',
  language: 'en',
};

test('the policy allows the own script and style only, nothing inline, no eval, no other source', () => {
  const text = page(options);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
  assert.match(policy, /^default-src 'none'; script-src 'nonce-n0nce'; style-src 'nonce-n0nce'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:\/\/(?!app\.test)/);
  assert.match(text, /<script nonce="n0nce" src="https:\/\/app\.test\/a\.js">/);
});

test('a title can not leave its place', () => {
  assert.doesNotMatch(page({ ...options, title: '</title><script>alert(1)</script>' }), /<script>alert/);
});
