import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { LineDecoder, maxLineLength } from './lines';
import { parseError, parseOutput } from './output';

const bytes = (name: string) => readFileSync(`test/fixtures/output/${name}.txt`);

function decode(chunks: readonly Uint8Array[]): string[] {
  const decoder = new LineDecoder();
  return [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()];
}
const text = (...parts: string[]) => decode(parts.map((part) => Buffer.from(part)));

describe('lines', () => {
  it('are the same whatever the chunks are', () => {
    for (const name of ['lines', 'progress', 'failing']) {
      const whole = bytes(name);
      const expected = decode([whole]);
      assert.ok(expected.length > 5);
      for (const size of [1, 2, 3, 7, 1000]) {
        const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
          whole.subarray(index * size, (index + 1) * size),
        );
        assert.deepEqual(decode(chunks), expected, `${name} in chunks of ${size}`);
      }
    }
  });

  it('end with the last one without a newline, and there is none after a newline', () => {
    assert.deepEqual(text('a\nb'), ['a', 'b']);
    assert.deepEqual(text('a\n', ''), ['a']);
    assert.deepEqual(text(''), []);
    assert.deepEqual(text('\n\n'), ['', '']);
  });

  it('with carriage returns keep the first and the last part', () => {
    assert.deepEqual(text('a\r\nb\r\n'), ['a', 'b']);
    assert.deepEqual(text('0%\r', '10%\r', '20%', '\n'), ['0%\r20%']);
    assert.deepEqual(text('0%\r10%\r\n'), ['0%\r10%']);
    assert.deepEqual(text('0%\r10%\r'), ['0%\r10%']);
  });

  it('with invalid bytes show replacement characters', () => {
    assert.deepEqual(decode([Uint8Array.of(97, 0xff, 98, 10), Uint8Array.of(0xc3)]), ['a\ufffdb', '\ufffd']);
  });

  it('of 10 MB are cut and say so, and the next one is whole', () => {
    const chunk = Buffer.alloc(1 << 20, 'x');
    const lines = decode([...Array.from({ length: 10 }, () => chunk), Buffer.from('\nnext\n')]);
    assert.equal(lines[0]?.slice(maxLineLength), ` … (${10 * (1 << 20) - maxLineLength} more characters)`);
    assert.equal(lines[1], 'next');
    const endless = decode(Array.from({ length: 10 }, () => Buffer.from('50%\r'.repeat(100_000))));
    assert.deepEqual(endless, ['50%\r50%']);
  });
});

describe("Metaflow's lines", () => {
  const parsed = (name: string) => decode([bytes(name)]).map(parseOutput);
  const events = (name: string) =>
    parsed(name).flatMap(({ event }) => {
      if (event === undefined) return [];
      return [event.kind === 'run' ? 'run' : `${event.kind} ${event.step}/${event.task}`];
    });

  it('give the events of a run in order', () => {
    assert.deepEqual(events('linear'), [
      'run',
      'taskStarted start/1',
      'taskSucceeded start/1',
      'taskStarted end/2',
      'taskSucceeded end/2',
    ]);
    assert.deepEqual(events('retry').slice(1, 5), [
      'taskStarted start/1',
      'taskFailed start/1',
      'taskStarted start/1',
      'taskSucceeded start/1',
    ]);
    assert.ok(events('foreach').includes('foreach start/1'));
  });

  it('are split into time, task and text; what looks like a prefix inside the text stays text', () => {
    const lines = parsed('lines').map(({ line }) => line);
    const find = (content: string) => lines.find((line) => line.text === content);
    assert.equal(find('[1/other/9 (pid 7)] like a task')?.step, 'start');
    assert.equal(find('umlaut ä, emoji 😀, star *')?.task, '1');
    assert.match(find('Done!')?.time ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
    assert.ok(find('')?.step === 'start', 'an empty line belongs to its task');
    assert.ok(find('no newline at the end'));
  });

  it('of a progress bar show its last state', () => {
    const line = parsed('progress').find((each) => each.line.text.includes('%'))?.line;
    assert.deepEqual([line?.step, line?.text], ['start', '100%|##########']);
  });

  it('of other programs are plain text', () => {
    assert.deepEqual(parseOutput('hello [1/a/2] there'), {
      line: { text: 'hello [1/a/2] there', stream: 'stdout' },
    });
  });

  it('on standard error name the task that ended the run', () => {
    const found = decode([bytes('failing.err')]).flatMap((line) => parseError(line).event ?? []);
    assert.deepEqual(found, [{ kind: 'stepFailure', step: 'compute', task: '2' }]);
  });
});
