import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextCallAt } from './nextCall';

/** The call around the caret `|`. */
function at(source: string) {
  const caret = source.indexOf('|');
  const call = nextCallAt(source.replace('|', ''), 0, caret);
  return call && [call.kind, call.item];
}

describe('nextCallAt', () => {
  it('finds arguments, however much is missing', () => {
    assert.deepEqual(at('self.next(|'), ['argument', '']);
    assert.deepEqual(at('self.next(|)'), ['argument', '']);
    assert.deepEqual(at('self.next(self.|)'), ['argument', 'self.']);
    assert.deepEqual(at('x = foo(1,\nself.next(self.a, self.b|'), ['argument', 'self.b']);
    assert.deepEqual(at('self . next ( \n    sel|\n'), ['argument', 'sel']);
  });

  it('finds values of switch cases, not their keys', () => {
    assert.deepEqual(at("self.next({'a': self.x, 'b': |}, condition='c')"), ['case', '']);
    assert.equal(at("self.next({'a': self.x, |"), undefined);
    assert.deepEqual(at("self.next({'a': self.x}, |"), ['argument', '']);
  });

  it('finds the text of foreach and condition', () => {
    assert.deepEqual(at("self.next(self.a, foreach='it|"), ['string', 'it']);
    assert.equal(at("self.next('se|"), undefined);
    assert.equal(at("self.next({'a|"), undefined);
  });

  it('finds nothing elsewhere', () => {
    for (const source of [
      'self.|',
      'self.next|(',
      'self.next(self.a)|',
      'self.next(foo(|))',
      'self.next(self.items[|])',
      'other.self.next(|',
      'myself.next(|',
      'self.nexts(|',
      '# self.next(|',
      '"self.next(|',
      "x = '''\nself.next(|",
    ])
      assert.equal(at(source), undefined, source);
  });

  it('is not led astray by brackets in strings and comments, nor by a forgotten quote', () => {
    assert.deepEqual(at("x = ')' # (\nself.next(|"), ['argument', '']);
    assert.deepEqual(at("x = 'abc\nself.next(|"), ['argument', '']);
    assert.deepEqual(at('self.next(self.a, # a comment, with (\n  |'), ['argument', '']);
  });
});
