import assert from 'node:assert/strict';
import { test } from 'node:test';
import { op } from './opcodes';
import { render } from './render';
import { unpickle } from './unpickle';
import type { PickleLimits } from './value';

type Piece = number | string | Uint8Array;

/** Bytes of opcodes and of the texts between them. */
function pickle(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) => Buffer.from(typeof piece === 'number' ? [piece] : (piece as Uint8Array))),
  );
}

function show(bytes: Uint8Array, limits?: PickleLimits): { text: string; notes: readonly string[] } {
  return render(unpickle(bytes, limits), { maxCharacters: 10_000 });
}

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

test('a call of os.system is shown as data, and said not to have been made', () => {
  const { text, notes } = show(
    pickle(op.GLOBAL, 'posix\nsystem\n', op.MARK, op.STRING, "'rm -rf /'\n", op.TUPLE, op.REDUCE, op.STOP),
  );
  assert.equal(text, "posix.system('rm -rf /')");
  assert.match(notes.join(), /it was not called/);
});

test('an object of an unknown class shows its name, arguments and attributes', () => {
  const bytes = pickle(
    op.PROTO,
    2,
    op.GLOBAL,
    '__main__\nModel\n',
    op.EMPTY_TUPLE,
    op.NEWOBJ,
    op.EMPTY_DICT,
    op.UNICODE,
    'weights\n',
    op.BININT1,
    3,
    op.SETITEM,
    op.BUILD,
    op.STOP,
  );
  assert.deepEqual(show(bytes), { text: 'Model(weights=3)', notes: [] });
});

test('a text that is cut off at any byte yields what was read before, with a note', () => {
  const whole = pickle(
    op.PROTO,
    4,
    op.EMPTY_DICT,
    op.MARK,
    op.SHORT_BINUNICODE,
    1,
    'a',
    op.EMPTY_LIST,
    op.MARK,
    op.BININT1,
    1,
    op.BININT1,
    2,
    op.APPENDS,
    op.SHORT_BINUNICODE,
    1,
    'b',
    op.NONE,
    op.SETITEMS,
    op.STOP,
  );
  assert.equal(show(whole).text, "{'a': [1, 2], 'b': None}");
  for (let length = 0; length < whole.length; length++) {
    const { notes } = show(whole.subarray(0, length));
    assert.match(notes.join(), /cut off/, `at ${length}`);
  }
  assert.equal(show(whole.subarray(0, 13)).text, "{'a': [1, 2]}");
});

test('every byte changed to every other still ends with a text', () => {
  const whole = pickle(
    op.PROTO,
    4,
    op.MARK,
    op.SHORT_BINUNICODE,
    1,
    'a',
    op.MEMOIZE,
    op.EMPTY_LIST,
    op.MEMOIZE,
    op.MARK,
    op.BININT1,
    1,
    op.LONG1,
    1,
    op.APPENDS,
    op.DICT,
    op.STOP,
  );
  for (let at = 0; at < whole.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      assert.equal(typeof show(changed).text, 'string');
    }
  }
});

test('a declared length beyond the data reserves nothing and is told', () => {
  const huge = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
  for (const opcode of [op.BINBYTES8, op.BINUNICODE8, op.BYTEARRAY8]) {
    assert.match(show(pickle(op.EMPTY_LIST, opcode, huge, 'abc')).notes.join(), /cut off/);
  }
  assert.match(show(pickle(op.LONG4, u32(0x80000000), op.STOP)).notes.join(), /cut off/);
});

test('lists nested a million deep are read and shown without overflowing', () => {
  const depth = 1_000_000;
  const bytes = Buffer.concat([
    Buffer.alloc(depth, op.EMPTY_LIST),
    Buffer.alloc(depth - 1, op.APPEND),
    Buffer.from([op.STOP]),
  ]);
  const { text, notes } = render(unpickle(bytes, { bytes: 1e9, values: 1e7 }));
  assert.ok(text.startsWith('[') && text.includes('...'), text.slice(0, 100));
  assert.match(notes.join(), /nested deeper/);
  assert.match(show(bytes.subarray(0, depth + 10), { bytes: 1e9, values: 1e7 }).notes.join(), /cut off/);
});

test('shared values that would unfold to billions are shown up to the limit of characters', () => {
  const pieces: Piece[] = [op.EMPTY_LIST, op.BINPUT, 0, op.BININT1, 7, op.APPEND, op.POP];
  for (let level = 1; level < 80; level++) {
    pieces.push(op.EMPTY_LIST, op.BINPUT, level, op.MARK);
    for (let i = 0; i < 10; i++) pieces.push(op.BINGET, level - 1);
    pieces.push(op.APPENDS, op.POP);
  }
  const { text, notes } = show(pickle(...pieces, op.BINGET, 79, op.STOP));
  assert.equal(text.length, 10_001);
  assert.match(notes.join(), /Only the first 10,000 characters/);
});

test('floods of memo entries, marks and values stop at the limit', () => {
  const limits = { bytes: 1e9, values: 1000 };
  const puts = Array.from({ length: 2000 }, (_, i) => pickle(op.LONG_BINPUT, u32(i * 7919)));
  for (const flood of [
    Buffer.concat(puts),
    Buffer.alloc(5000, op.MARK),
    Buffer.alloc(5000, op.NONE),
    Buffer.alloc(5000, op.DUP),
  ]) {
    const { notes } = show(Buffer.concat([Buffer.from([op.NONE]), flood]), limits);
    assert.match(notes.join(), /Only the first 1,000 values were read/);
  }
});

test('a long list beyond the limit of values keeps its first ones', () => {
  const bytes = pickle(
    op.EMPTY_LIST,
    op.MARK,
    Buffer.alloc(200, Buffer.from([op.BININT1, 5])),
    op.APPENDS,
    op.STOP,
  );
  const { text } = show(bytes, { bytes: 1e9, values: 100 });
  assert.equal(text.match(/5/g)?.length, 98);
});

test('a value that contains itself is shown once', () => {
  const list = show(pickle(op.EMPTY_LIST, op.MEMOIZE, op.BINGET, 0, op.APPEND, op.STOP));
  assert.equal(list.text, '[...]');
  assert.match(list.notes.join(), /contains itself/);
  const object = pickle(
    op.GLOBAL,
    '__main__\nNode\n',
    op.EMPTY_TUPLE,
    op.NEWOBJ,
    op.MEMOIZE,
    op.EMPTY_DICT,
    op.UNICODE,
    'next\n',
    op.BINGET,
    0,
    op.SETITEM,
    op.BUILD,
    op.STOP,
  );
  assert.equal(show(object).text, 'Node(next=...)');
});

test('integers too long for decimal notation are shortened to hexadecimal or named', () => {
  const digits = `${'9'.repeat(1_000_000)}L\n`;
  assert.equal(show(pickle(op.LONG, digits, op.STOP)).text, '<int of 1000001 digits>');
  const wide = Buffer.alloc(50_000, 0x11);
  assert.match(show(pickle(op.LONG4, u32(wide.length), wide, op.STOP)).text, /^0x1111/);
  const wider = Buffer.alloc(5_000_000, 0x11);
  assert.equal(show(pickle(op.LONG4, u32(wider.length), wider, op.STOP)).text, '<int of 5000000 bytes>');
});

test('what is not a pickle gets a sentence, not an exception', () => {
  for (const text of [
    '',
    'hello',
    '<html>',
    '\x1f\x8b\x08',
    '....',
    ')R.',
    '(',
    'e',
    't',
    'b.',
    'Rb',
    'c\n\n.',
    'g0\n.',
  ]) {
    const { notes } = show(Buffer.from(text, 'latin1'));
    if (text !== 'c\n\n.') assert.equal(notes.length, 1, text);
  }
});

test('bytes beyond the limit are left out and counted', () => {
  const bytes = pickle(op.EMPTY_LIST, op.MARK, Buffer.alloc(3000, op.NONE), op.APPENDS, op.STOP);
  const { notes } = show(bytes, { bytes: 1000, values: 1e6 });
  assert.deepEqual(notes, ['Only the first 1,000 of 3,004 bytes were read.']);
});

test('an old text of Python 2 is text where it is ASCII, else bytes', () => {
  assert.equal(show(pickle(op.SHORT_BINSTRING, 3, 'abc', op.STOP)).text, "'abc'");
  assert.equal(show(pickle(op.SHORT_BINSTRING, 1, Buffer.from([0xff]), op.STOP)).text, "b'\\xff'");
  assert.equal(show(pickle(op.STRING, "'a\\n\\x41\\''\n", op.STOP)).text, '"a\\nA\'"');
});

test('names from the data cannot write lines of their own into the text', () => {
  const bytes = pickle(
    op.SHORT_BINUNICODE,
    3,
    'a\nb',
    op.SHORT_BINUNICODE,
    4,
    'X\r(y',
    op.STACK_GLOBAL,
    op.EMPTY_TUPLE,
    op.NEWOBJ,
    op.STOP,
  );
  assert.equal(show(bytes).text, 'a?b.X?(y()');
});
