import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { parseAgain } from './incremental';
import { parse } from './parser';
import type { Module } from './syntax';

const flow = `from metaflow import FlowSpec, step

class F(FlowSpec):
    """Doc."""
    x = 1

    @step
    def start(self):
        self.a = [1, 2]
        self.next(self.middle)

    # between
    @step  # stepwise: ignore
    def middle(self):
        def inner(y):
            return y
        self.next(self.end)

    @step
    def end(self):
        print(self.a)

if __name__ == '__main__':
    F()
`;

/** Types texts one after the other; each state must be what parsing it from scratch gives, if it has no mistakes. */
function type(texts: readonly string[]): { module: Module; differing: number; mistaken: number } {
  let module = parseAgain(undefined, texts[0] ?? '');
  let differing = 0;
  let mistaken = 0;
  for (const text of texts) {
    module = parseAgain(module, text);
    const whole = parse(text);
    if (whole.problems.length === 0) {
      assert.deepEqual(module, whole, text);
    } else {
      mistaken++;
      if (!isDeepStrictEqual(module, whole)) differing++;
    }
  }
  return { module, differing, mistaken };
}

/** The states of a text in which `removed` is typed again, letter by letter, where it stood. */
function typing(text: string, removed: string): string[] {
  const at = text.indexOf(removed);
  assert.ok(at >= 0, removed);
  return Array.from(
    { length: removed.length + 1 },
    (_, i) => text.slice(0, at) + removed.slice(0, i) + text.slice(at + removed.length),
  );
}

describe('parseAgain', () => {
  it('gives what parse gives while a line is typed', () => {
    for (const removed of [
      'self.next(self.middle)',
      '        self.a = [1, 2]\n',
      'def middle(self):',
      'print(self.a)\n',
      '    @step\n    def end(self):\n        print(self.a)\n',
      '# between',
      'x = 1',
      'F()',
      'import FlowSpec',
    ]) {
      const { module } = type([flow, ...typing(flow, removed)]);
      assert.deepEqual(module, parse(flow), removed);
    }
  });

  it('takes over all functions but the one that changes', () => {
    const before = parseAgain(undefined, flow);
    const after = parseAgain(before, flow.replace('self.end)', 'self.ende)'));
    const [bodyBefore, bodyAfter] = [before, after].map(({ body }) =>
      body[1]?.kind === 'class' ? body[1].body : [],
    );
    assert.equal(bodyAfter?.[2], bodyBefore?.[2]);
    assert.notEqual(bodyAfter?.[3], bodyBefore?.[3]);
  });

  it('is not misled by what reaches beyond a function', () => {
    const at = (text: string) => flow.replace('self.a = [1, 2]', text);
    for (const text of [
      at('self.a = """'),
      at("self.a = '''x'''"),
      at('self.a = (1,'),
      at('self.a = 1 \\'),
      at('self.a = 1\n    x = 3'),
      at('self.a = 1\nprint(2)'),
      at('self.a = 1\n  x = 3'),
      at('self.a = 1\n\nclass G:\n    def g(self):\n        pass'),
      flow.replace('self.next(self.middle)\n\n', 'self.next(self.middle)'),
      flow.replace('self.next(self.middle)\n', 'self.next(self.middle) \\\n'),
      flow.replace('    @step\n    def start', '  @step\n    def start'),
      flow.replace('        self.a = [1, 2]\n        self.next(self.middle)\n', ''),
    ])
      assert.deepEqual(
        parseAgain(parseAgain(undefined, flow), text).body.length,
        parse(text).body.length,
        text,
      );
  });

  it('gives what parse gives for random edits of many flows', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const pieces = [
      'x',
      '\n',
      '    ',
      '(',
      ')',
      "'",
      '"""',
      ':',
      ' = ',
      'self.',
      '#',
      ',',
      '[',
      ']',
      '\\',
      'def ',
      '@',
      '{',
      '}',
      '\t',
    ];
    const flows = readFileSync('test/fixtures/flows.jsonl', 'utf8').trim().split('\n').slice(0, 60);
    let differing = 0;
    let mistaken = 0;
    for (const line of flows) {
      const { source } = JSON.parse(line) as { source: string };
      const texts = [source];
      for (let i = 0; i < 12; i++) {
        const text = texts.at(-1) ?? '';
        const at = random(text.length);
        const next =
          random(3) === 0
            ? text.slice(0, at) + text.slice(at + 1 + random(6))
            : text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at);
        // Mistakes are made and mended, as people do.
        texts.push(next, ...(random(3) > 0 ? [text] : []));
      }
      const result = type(texts);
      differing += result.differing;
      mistaken += result.mistaken;
    }
    assert.ok(mistaken > 500);
    // The recovery from a mistake may see a little less of what stands around it.
    assert.ok(differing <= mistaken / 50, `${differing} of ${mistaken}`);
  });
});
