import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { render } from '../../server/src/pickle/render';
import { unpickle } from '../../server/src/pickle/unpickle';
import { findPython, noPython } from '../support/python';

interface Made {
  readonly id: number;
  readonly protocol: number;
  readonly plain: boolean;
  readonly repr: string;
  readonly data: string;
}

const script = path.join('test', 'pickle', 'values.py');
const python = findPython();

function run(args: readonly string[], input = ''): string[] {
  const { stdout, stderr, status } = spawnSync(python ?? '', [script, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8:surrogatepass' },
    maxBuffer: 1 << 29,
  });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n');
}

test('Python evaluates what we write of its pickles back to the same values', {
  skip: !python && noPython,
}, () => {
  const made = run(['make', '300', '7']).map((line) => JSON.parse(line) as Made);
  assert.ok(made.length > 2000);
  const cases = made.map((value) => {
    const rendered = render(unpickle(Buffer.from(value.data, 'base64')));
    assert.deepEqual(rendered.notes, [], `${value.repr} in protocol ${value.protocol}`);
    return JSON.stringify({ data: value.data, text: rendered.text });
  });
  const verdicts = run(['judge'], cases.join('\n')).map((line) => JSON.parse(line) as string);
  assert.equal(verdicts.length, made.length);
  const wrong = verdicts.flatMap((verdict, i) =>
    verdict === '' ? [] : [`protocol ${made[i]?.protocol}: ${verdict}`],
  );
  assert.deepEqual(wrong, []);
});

test('short plain values are written character by character as repr writes them', {
  skip: !python && noPython,
}, () => {
  for (const line of run(['make', '60', '11'])) {
    const value = JSON.parse(line) as Made;
    const { text } = render(unpickle(Buffer.from(value.data, 'base64')));
    // Sets are written in the order of the pickle, Python may have another.
    const ordered = value.plain && !value.repr.includes('{');
    if (ordered && value.repr.length <= 88) assert.equal(text, value.repr);
  }
});
