import assert from 'node:assert/strict';
import test from 'node:test';
import { maximumLength, parse } from './parser';
import type { Expression, FunctionStatement, Module, Statement } from './syntax';
import { childStatements, statementExpressions, walkExpressions } from './walk';

function valid(text: string): Module {
  const module = parse(text);
  assert.deepEqual(module.problems, [], text);
  return module;
}

/** The statements of a text, nested ones included, as `kind source`; of compound ones the first line. */
function statements(module: Module): string[] {
  const lines: string[] = [];
  const visit = (statement: Statement, depth: number) => {
    const source = module.text.slice(statement.start, statement.end).split('\n')[0];
    lines.push(`${'  '.repeat(depth)}${statement.kind} ${source}`);
    for (const child of childStatements(statement)) visit(child, depth + 1);
  };
  for (const statement of module.body) visit(statement, 0);
  return lines;
}

/** The expressions of the first statement as `kind source`, outer before inner. */
function expressions(module: Module): string[] {
  const found: string[] = [];
  const first = module.body[0];
  assert.ok(first);
  walkExpressions(first, ({ kind, start, end }) => {
    found.push(`${kind} ${module.text.slice(start, end)}`);
  });
  return found;
}

function only<Kind extends Statement['kind']>(text: string, kind: Kind): Extract<Statement, { kind: Kind }> {
  const statement = parse(text).body[0];
  assert.equal(statement?.kind, kind);
  return statement as Extract<Statement, { kind: Kind }>;
}

function value(text: string): Expression {
  return only(text, 'expression').value;
}

const expressionCases: readonly (readonly [string, readonly string[]])[] = [
  ['a.b', ['attribute a.b', 'name a']],
  ['f(x, *y, k=1, **z)', ['call f(x, *y, k=1, **z)', 'name f', 'name x', 'name y', 'number 1', 'name z']],
  ['\'a\' "b"', ['string \'a\' "b"']],
  ["('a'\n 'b')", ["string 'a'\n 'b'"]],
  ['f"{x!r:>{w}}"', ['fstring f"{x!r:>{w}}"', 'name x', 'name w']],
  ['f"{d["k"]}"', ['fstring f"{d["k"]}"', 'subscript d["k"]', 'name d', 'string "k"']],
  ['f\'a{x}\' "b"', ['fstring f\'a{x}\' "b"', 'name x']],
  ['t"{x}"', ['fstring t"{x}"', 'name x']],
  ['[1, 2]', ['list [1, 2]', 'number 1', 'number 2']],
  ['1, *b', ['tuple 1, *b', 'number 1', 'starred *b', 'name b']],
  ['()', ['tuple ()']],
  ['{1}', ['set {1}', 'number 1']],
  ["{'k': v, **d}", ["dict {'k': v, **d}", "string 'k'", 'name v', 'name d']],
  ['a[1]', ['subscript a[1]', 'name a', 'number 1']],
  [
    'a[1:b:2, c]',
    ['subscript a[1:b:2, c]', 'name a', 'slice 1:b:2', 'number 1', 'name b', 'number 2', 'name c'],
  ],
  ['-a', ['unary -a', 'name a']],
  ['a + b', ['binary a + b', 'name a', 'name b']],
  ['lambda x, y=1: x', ['lambda lambda x, y=1: x', 'number 1', 'name x']],
  ['a if b else c', ['conditional a if b else c', 'name a', 'name b', 'name c']],
  ['[x for x in y if x]', ['comprehension [x for x in y if x]', 'name x', 'name x', 'name y', 'name x']],
  [
    '{k: v for k, v in d for e in k}',
    [
      'comprehension {k: v for k, v in d for e in k}',
      'name k',
      'name v',
      'tuple k, v',
      'name k',
      'name v',
      'name d',
      'name e',
      'name k',
    ],
  ],
  [
    'f(x for x in y)',
    ['call f(x for x in y)', 'name f', 'comprehension x for x in y', 'name x', 'name x', 'name y'],
  ],
  ['(n := 1)', ['named (n := 1)', 'number 1']],
  ['await a', ['await await a', 'name a']],
  ['...', ['constant ...']],
];

test('expressions keep their kind and their place', () => {
  for (const [text, expected] of expressionCases) assert.deepEqual(expressions(valid(text)), expected, text);
});

test('what an expression spells', () => {
  const spelled = (text: string) => {
    const { start: _start, end: _end, ...rest } = value(text);
    return rest;
  };
  assert.deepEqual(spelled("'a\\n' 'b'"), { kind: 'string', value: 'a\nb', bytes: false });
  assert.deepEqual(spelled("b'x'"), { kind: 'string', value: 'x', bytes: true });
  assert.deepEqual(spelled("r'\\n'"), { kind: 'string', value: '\\n', bytes: false });
  assert.deepEqual(spelled('0x_ff'), { kind: 'number', value: 255, imaginary: false, integer: true });
  assert.deepEqual(spelled('1.5'), { kind: 'number', value: 1.5, imaginary: false, integer: false });
  assert.deepEqual(spelled('2j'), { kind: 'number', value: 2, imaginary: true, integer: true });
  assert.deepEqual(spelled('123456789012345678901'), {
    kind: 'number',
    value: 123456789012345678901n,
    imaginary: false,
    integer: true,
  });
  for (const constant of ['True', 'False', 'None', '__debug__'])
    assert.deepEqual(spelled(constant), { kind: 'constant', value: constant });
  for (const operator of ['+', '//', '**', '@', '<=', 'in', 'not in', 'is', 'is not', 'and', 'or']) {
    const expression = value(`a ${operator} b`);
    assert.equal(expression.kind === 'binary' && expression.operator, operator);
  }
  const types = ['[a for a in b]', '{a for a in b}', '{a: a for a in b}', '(a for a in b)'].map((text) => {
    const expression = value(text);
    return expression.kind === 'comprehension' && expression.type;
  });
  assert.deepEqual(types, ['list', 'set', 'dict', 'generator']);
});

const statementCases: readonly (readonly [string, readonly string[]])[] = [
  ['a = b = 1', ['assign a = b = 1']],
  ['a: int = 1', ['assign a: int = 1']],
  ['a: int', ['assign a: int']],
  ['a += 1', ['augmented-assign a += 1']],
  ['x = 1; y = 2  # why', ['assign x = 1', 'assign y = 2']],
  ['del a, b[0]', ['delete del a, b[0]']],
  ['raise A from b', ['raise raise A from b']],
  ['assert a, "b"', ['assert assert a, "b"']],
  ['import a.b as c, d', ['import import a.b as c, d']],
  ['from ..a.b import c as d', ['import-from from ..a.b import c as d']],
  ['type A[T] = list[T]', ['type-alias type A[T] = list[T]']],
  [
    'if a:\n  pass\nelif b:\n  c\nelse:\n  d',
    ['if if a:', '  pass pass', '  if elif b:', '    expression c', '    expression d'],
  ],
  ['for a in b:\n  break\nelse:\n  c', ['for for a in b:', '  break break', '  expression c']],
  ['while a:\n  continue', ['while while a:', '  continue continue']],
  ['with a as b, c:\n  pass', ['with with a as b, c:', '  pass pass']],
  ['with (a as b, c):\n  pass', ['with with (a as b, c):', '  pass pass']],
  [
    'try:\n  a\nexcept A as e:\n  b\nelse:\n  d\nfinally:\n  e',
    ['try try:', '  expression a', '  expression b', '  expression d', '  expression e'],
  ],
  ['try:\n  a\nexcept A, B:\n  b', ['try try:', '  expression a', '  expression b']],
  ['match a:\n  case 1:\n    b', ['match match a:', '  expression b']],
  [
    'async def f():\n  async for a in b:\n    await c\n  async with d:\n    pass\n  return e',
    [
      'function async def f():',
      '  for async for a in b:',
      '    expression await c',
      '  with async with d:',
      '    pass pass',
      '  return return e',
    ],
  ],
  ['@a\n@b(1)\nclass C(D, metaclass=E):\n  x = 1', ['class @a', '  assign x = 1']],
  [
    'def f():\n  global a\n  def g():\n    nonlocal_ = 1',
    ['function def f():', '  global global a', '  function def g():', '    assign nonlocal_ = 1'],
  ],
  [
    'def f():\n  yield\n  yield a\n  x = yield from b',
    ['function def f():', '  expression yield', '  expression yield a', '  assign x = yield from b'],
  ],
];

test('statements keep their kind and their place', () => {
  for (const [text, expected] of statementCases) assert.deepEqual(statements(valid(text)), expected, text);
});

test('an assignment has its targets in order, its annotation and its value', () => {
  const chain = only('a = b.c = 1', 'assign');
  assert.deepEqual(
    chain.targets.map((target) => target.kind),
    ['name', 'attribute'],
  );
  assert.equal(chain.value?.kind, 'number');
  const annotated = only('a: int = 1', 'assign');
  assert.equal(annotated.annotation?.kind, 'name');
  assert.equal(only('a: int', 'assign').value, undefined);
});

test('imports', () => {
  const { module, level, names, star } = only('from ..a.b import (c as d, e)', 'import-from');
  assert.deepEqual([module.name, level, star], ['a.b', 2, false]);
  assert.deepEqual(
    names.map(({ name, alias }) => [name.name, alias?.name]),
    [
      ['c', 'd'],
      ['e', undefined],
    ],
  );
  assert.equal(only('from . import *', 'import-from').star, true);
  assert.equal(only('from . import *', 'import-from').module.name, '');
  const plain = only('import a.b as c', 'import').names[0];
  assert.deepEqual(
    [plain?.name.name, plain?.name.start, plain?.name.end, plain?.alias?.name],
    ['a.b', 7, 10, 'c'],
  );
});

test('a function has decorators, a header, parameters of all kinds and a return type', () => {
  const text = '@step\n@retry(times=2)\nasync def f[T](a, /, b: int = 1, *c, d, **e) -> T:\n  pass\n';
  const module = valid(text);
  const statement = module.body[0] as FunctionStatement;
  const source = (span: { start: number; end: number } | undefined) =>
    span && text.slice(span.start, span.end);
  assert.equal(statement.async, true);
  assert.equal(source(statement.name), 'f');
  assert.deepEqual(statement.decorators.map(source), ['@step', '@retry(times=2)']);
  assert.equal(source(statement.header), 'async def f[T](a, /, b: int = 1, *c, d, **e) -> T:');
  assert.equal(source(statement), text.trimEnd());
  assert.equal(source(statement.returns), 'T');
  assert.deepEqual(
    statement.parameters.map((one) => [source(one), one.kind, one.name?.name]),
    [
      ['a', 'positional-only', 'a'],
      ['/', 'separator', undefined],
      ['b: int = 1', 'normal', 'b'],
      ['*c', 'args', 'c'],
      ['d', 'keyword-only', 'd'],
      ['**e', 'kwargs', 'e'],
    ],
  );
  const [, , b] = statement.parameters;
  assert.deepEqual([source(b?.annotation), source(b?.default)], ['int', '1']);
  assert.deepEqual(
    only('def f(*, a): pass', 'function').parameters.map((one) => one.kind),
    ['separator', 'keyword-only'],
  );
});

test('a class has bases and a header', () => {
  const statement = only('@a\nclass B(C, k=D):\n  pass', 'class');
  assert.deepEqual(
    [statement.name.name, statement.bases.length, statement.bases[1]?.name?.name],
    ['B', 2, 'k'],
  );
  assert.deepEqual(statement.header, { start: 3, end: 19 });
});

test('cases of a match bind and read', () => {
  const text = [
    'match a:',
    '  case Point(x=0, y=b) | [b, *_]: pass',
    '  case {"k": c, **rest} if c: pass',
    '  case Color.RED | -1 | None as d: pass',
    '  case _: pass',
  ].join('\n');
  const { cases } = valid(text).body[0] as Extract<Statement, { kind: 'match' }>;
  const source = (span: { start: number; end: number }) => text.slice(span.start, span.end);
  assert.deepEqual(
    cases.map((one) => [
      one.captures.map((name) => name.name),
      one.values.map(source),
      one.guard && source(one.guard),
    ]),
    [
      [['b', 'b'], ['Point', '0'], undefined],
      [['c', 'rest'], ['"k"'], 'c'],
      [['d'], ['Color.RED', '-1', 'None'], undefined],
      [[], [], undefined],
    ],
  );
});

test('handlers of a try have a type and a name', () => {
  const { handlers } = only('try:\n  a\nexcept (A, B) as e:\n  b\nexcept:\n  c', 'try');
  assert.deepEqual(
    handlers.map((handler) => [handler.type?.kind, handler.name?.name, handler.body.length]),
    [
      ['tuple', 'e', 1],
      [undefined, undefined, 1],
    ],
  );
});

test('only comments that address Stepwise are kept', () => {
  const text = '# one\nx = "# stepwise: no"  # stepwise: ignore a\n#stepwise: b\n';
  const { comments } = valid(text);
  assert.deepEqual(
    comments.map((comment) => [text.slice(comment.start, comment.end), comment.text]),
    [
      ['# stepwise: ignore a', 'stepwise: ignore a'],
      ['#stepwise: b', 'stepwise: b'],
    ],
  );
});

test('line ends, tabs, form feeds, continuations, a byte order mark and astral characters do not shift anything', () => {
  for (const text of [
    '\uFEFFa = 1\r\nif a:\r\n\tb = "é😀"\r\n\tself.c(\r\n\t\t1)\r\n',
    'a = 1\rif a:\r  b = "é😀"\r  self.c(1)\r',
    'a = \\\n  1\n\f\nif a:\n  b = "é😀"; self.c(1)',
  ]) {
    const module = valid(text);
    const last = module.body.at(-1);
    assert.equal(last?.kind, 'if', JSON.stringify(text));
    const call = childStatements(last as Statement).at(-1);
    assert.match(text.slice(call?.start, call?.end), /^self\.c\(\s*1\)$/);
  }
});

test('no text is too much', () => {
  for (const text of [
    '('.repeat(100_000),
    '([{'.repeat(1000) + ')]}'.repeat(1000),
    `${'['.repeat(190)}${']'.repeat(190)}`,
    `x = ${'not '.repeat(50_000)}1`,
    `x = ${'-'.repeat(50_000)}1`,
    `if a: pass\n${'elif a: pass\n'.repeat(50_000)}`,
    Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join(''),
    'f"{'.repeat(1000),
    '"'.repeat(10_001),
    '\0\ud800',
    ' '.repeat(maximumLength + 1),
  ]) {
    const { problems } = parse(text);
    for (const problem of problems) assert.ok(problem.start <= problem.end && problem.end <= text.length);
  }
  assert.match(parse(' '.repeat(maximumLength + 1)).problems[0]?.message ?? '', /too long/);
  assert.match(parse('('.repeat(100_000)).problems[0]?.message ?? '', /nested/);
});

test('the tree holds nothing of the parser underneath', () => {
  const module = valid('@a\ndef f(b: int = 1, *c):\n  return [d for d in c if f"{b}"]\n');
  const keys = new Set<string>();
  JSON.stringify(module, (key, part) => {
    keys.add(key);
    return part;
  });
  for (const key of ['parent', 'nodeType', 'd', 'id', 'a']) assert.ok(!keys.has(key), key);
  assert.equal(statementExpressions(module.body[0] as Statement).length, 3);
});
