import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from './parser';
import type { Expression } from './syntax';
import { docstring, dottedName, literal, walkExpressions } from './walk';

function value(text: string): Expression {
  const [statement] = parse(text).body;
  assert.equal(statement?.kind, 'expression');
  return statement.value;
}

test('literals are values, other expressions are not', () => {
  for (const [text, expected] of [
    ["'a'", 'a'],
    ['-1', -1],
    ['+1.5', 1.5],
    ['-(2)', -2],
    ['True', true],
    ['None', null],
    ['[1, (2, "x"), {}]', [1, [2, 'x'], {}]],
    ["{'a': [None], 'b': {'c': False}}", { a: [null], b: { c: false } }],
    ['12345678901234567890', 12345678901234567890n],
    ["b'a'", undefined],
    ['1j', undefined],
    ['f"a"', undefined],
    ['a', undefined],
    ['[a]', undefined],
    ['{1: 2}', undefined],
    ['{**a}', undefined],
    ['{1}', undefined],
    ['not True', undefined],
    ['...', undefined],
  ] as const)
    assert.deepEqual(literal(value(text)), expected, text);
  assert.deepEqual(Object.keys(literal(value("{'__proto__': 1}")) as object), ['__proto__']);
});

test('dotted names', () => {
  assert.equal(dottedName(value('a.b.c')), 'a.b.c');
  assert.equal(dottedName(value('a().b')), undefined);
  assert.equal(dottedName(value('a[0]')), undefined);
});

test('docstrings lose their indentation', () => {
  const clean = (text: string) => docstring(parse(text).body);
  assert.equal(clean('"""One.\n\n    Two\n      three\n    """\n'), 'One.\n\nTwo\n  three');
  assert.equal(clean('"""\n\tOne\n\t\ttwo\n"""'), 'One\n        two');
  assert.equal(clean("'One ' 'two'"), 'One two');
  assert.equal(clean('x = 1\n"""no"""'), undefined);
  assert.equal(clean('b"no"'), undefined);
  assert.equal(clean('f"no"'), undefined);
  assert.equal(clean('"""One\r\n   two\r\n"""'), 'One\ntwo');
});

test('a walk can leave out what is inside an expression', () => {
  const names: string[] = [];
  const [statement] = parse('f(a, lambda x=b: c, [d])').body;
  assert.ok(statement);
  walkExpressions(statement, (expression) => {
    if (expression.kind === 'name') names.push(expression.name);
    return expression.kind !== 'lambda';
  });
  assert.deepEqual(names, ['f', 'a', 'd']);
});
