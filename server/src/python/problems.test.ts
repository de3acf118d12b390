import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from './parser';

test('what keeps Python from compiling is a problem', () => {
  for (const text of [
    'print x',
    'exec "a"',
    'raise A, B',
    'return 1',
    'x = (1',
    'x = 1)',
    "x = 'abc",
    'if a\n  b',
    'def f(a, a): pass',
    'f(a=1, a=2)',
    'f(a=1, 2)',
    'f() = 1',
    'None = 1',
    '[a, 1] = b',
    'a + 1 += 2',
    'a, b += 1',
    'a, b: int',
    'for f() in x: pass',
    '[a for 1 in x]',
    'with a as f(): pass',
    'del f()',
    'yield 1',
    'class A:\n  yield 1',
    '[(yield) for a in b]',
    'def f():\n  [(yield a) for a in b]',
    'def f():\n  await x',
    'def f():\n  async with a: pass',
    'def f():\n  from a import *',
    'nonlocal a',
    'break',
    '0777',
    '"a" b"b"',
    '  indented',
    'if a:\n    b\n  c',
    'class A:\ndef f(): pass',
    '@a\nx = 1',
    'self.',
    'f"{}"',
    'f"{a"',
    'x = $y',
    'x = a b',
  ])
    assert.notDeepEqual(parse(text).problems, [], text);
});

test('what Python compiles is no problem', () => {
  for (const text of [
    '',
    '\n',
    '# only a comment',
    'x = 1  # type: not a [type',
    'def f(a):\n  # type: (also not\n  return a',
    'def f(a: "no type [ either"): pass',
    'def f():\n  for a in b:\n    try:\n      pass\n    finally:\n      break',
    `x = ${'1 + '.repeat(400)}1`,
    'await x',
    'match = type = case = _ = 1\nmatch(type)[case]',
    'x = f"{a["b"]:{c}} {{}} {d!r} {e=} \\N{DASH}"',
    'x = f"{\n  a\n}"',
    "x = rf'\\{a}'",
    'def f():\n  lambda: (yield)\n  (a, b.c, *d[0]), e = x\n  () = []',
    'x = (a\n  @ b)\ndef f(x=1,\ny=2): pass',
    '"""\nclass A:\n  def f(self):\n    self.x = 1\n"""\nx = \'\'\'"""\'\'\'',
  ])
    assert.deepEqual(parse(text).problems, [], text);
});
