import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LineIndex } from './text';

describe('LineIndex', () => {
  const text = 'a\r\nbc\n\ndé😀x\rlast';
  const index = new LineIndex(text);

  it('converts every offset there and back', () => {
    for (let offset = 0; offset <= text.length; offset++)
      assert.equal(index.offset(index.position(offset)), offset);
  });

  it('counts CRLF, LF and a lone CR as one line end each', () => {
    assert.equal(index.lineCount, 5);
    assert.deepEqual(index.position(text.indexOf('last')), { line: 4, character: 0 });
  });

  it('clamps positions outside the text', () => {
    assert.equal(index.offset({ line: 99, character: 0 }), text.length);
    assert.equal(index.offset({ line: 0, character: 99 }), 3);
    assert.deepEqual(index.position(999), { line: 4, character: 4 });
  });
});
