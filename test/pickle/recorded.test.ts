import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { render } from '../../server/src/pickle/render';
import { unpickle } from '../../server/src/pickle/unpickle';

interface Recorded {
  readonly id: number;
  readonly protocol: number;
  readonly plain: boolean;
  readonly repr: string;
  readonly data: string;
}

function lines<T>(text: string): T[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

const shown = (data: string) => render(unpickle(Buffer.from(data, 'base64')), { width: 10_000 });

test('a value reads the same from every pickle protocol', () => {
  const recorded = lines<Recorded>(
    gunzipSync(readFileSync('test/fixtures/pickle/values.jsonl.gz')).toString('utf8'),
  );
  assert.ok(recorded.length > 900);
  const texts = new Map<number, string>();
  for (const { id, protocol, plain, repr, data } of recorded) {
    const { text, notes } = shown(data);
    assert.deepEqual(notes, []);
    // Python itself loses the fold before protocol 4.
    if (repr.includes('fold=1')) continue;
    assert.equal(text, texts.get(id) ?? text, `protocol ${protocol}`);
    texts.set(id, text);
    if (plain && !repr.includes('{') && repr.length < 1000) assert.equal(text, repr);
  }
});

test('numpy scalars and arrays are read from their bytes, pandas tables are named', () => {
  for (const { protocol, text, data } of lines<{ protocol: number; text: string; data: string }>(
    readFileSync('test/fixtures/pickle/numpy.jsonl', 'utf8'),
  )) {
    assert.equal(shown(data).text, text, `protocol ${protocol}`);
    // numpy 1 called the package numpy.core; a text pickle names it without a length before it.
    if (protocol !== 0) continue;
    const old = Buffer.from(data, 'base64').toString('latin1').replaceAll('numpy._core', 'numpy.core');
    assert.equal(shown(Buffer.from(old, 'latin1').toString('base64')).text, text);
  }
});
