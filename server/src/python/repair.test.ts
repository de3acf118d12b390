import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from './parser';
import { repair } from './repair';
import { Source } from './source';
import type { Statement } from './syntax';

function repaired(text: string): string {
  return new Source(text, repair(text).insertions).text;
}

test('valid text is not touched', () => {
  for (const text of [
    'x = (1,\nb\n)',
    'x = (a\n@ b)',
    'f(\nx = 1,\ny = 2)',
    'x = [\nfoo.bar(1)\n]',
    'x = f"{\na\n}"',
    'x = f"{a["b"]}" f\'{b!r:{c}}\'',
    '"""\n    @step\n    def f(self):\n"""\n',
    "x = '''it's'''\ny = 'a\\\nb'",
    'def f(\n  a,\n  b=(1, 2),\n):\n  pass',
    'class A: pass',
    'x = y \\\n  + (1)',
    '# it\'s (not code\nx = 1 # "',
  ])
    assert.equal(repaired(text), text);
});

const cases: readonly (readonly [string, string])[] = [
  // Brackets are closed where the next statement begins.
  ['x = (1, 2\ny = 3\n', 'x = (1, 2)\ny = 3\n'],
  ['x = [1, {2\n@a\ndef f(): pass', 'x = [1, {2}]\n@a\ndef f(): pass'],
  ['def f():\n  g(self.\n  return 1', 'def f():\n  g(self._)\n  return 1'],
  ['f(a, # why\nimport b', 'f(a,) # why\nimport b'],
  ['def f(self\n  self.x = 1', 'def f(self):\n  self.x = 1'],
  ['class A(B\n  @c\n  def d(self): pass', 'class A(B):\n  @c\n  def d(self): pass'],
  ['x = (1]', 'x = (1])'],
  ['x = ((1]\ny = [2)', 'x = ((1]))\ny = [2)]'],
  ['f([1, 2)', 'f([1, 2])'],
  // Strings end with their line.
  ["x = 'a\ny = 1", "x = 'a'\ny = 1"],
  ['f("a)\r\ny = 1', 'f("a)")\r\ny = 1'],
  ['x = f"{a"\ny = 1', 'x = f"{a}"\ny = 1'],
  ['x = f"{a\ny = 1', 'x = f"{a}"\ny = 1'],
  ['x = f"a {b:>{c\ny = 1', 'x = f"a {b:>{c}}"\ny = 1'],
  // Triple quotes end before code.
  [
    'def f():\n  """Doc\n  more\n\n@a\ndef g():\n  """Doc"""\n',
    'def f():\n  """Doc\n  more"""\n\n@a\ndef g():\n  """Doc"""\n',
  ],
  [
    '"""\n  def sample(x):\n"""\n\ndef f():\n  """\n\ndef g():\n  """x"""\n',
    '"""\n  def sample(x):\n"""\n\ndef f():\n  """"""\n\ndef g():\n  """x"""\n',
  ],
  ['x = """abc', 'x = """abc"""'],
  // Headers get what they lack.
  ['def', 'def _():'],
  ['class\nx = 1', 'class _:\nx = 1'],
  ['def f\nx = 1', 'def f():\nx = 1'],
  ['async def f(a)\n  pass', 'async def f(a):\n  pass'],
  ['class A\n  x = 1', 'class A:\n  x = 1'],
];

test('half-typed text is completed', () => {
  for (const [text, expected] of cases) {
    assert.equal(repaired(text), expected);
    assert.notDeepEqual(parse(text).problems, [], text);
  }
});

test('offsets lead back to the text as typed', () => {
  const text = 'x = (1, [2\ny = 3\nclass\nz = 4\n';
  const module = parse(text);
  assert.deepEqual(
    module.body.map(({ start, end }) => text.slice(start, end)),
    ['x = (1, [2', 'y = 3', 'class', 'z = 4'],
  );
  const source = new Source('abcdef', [
    { offset: 2, text: '--' },
    { offset: 2, text: '+' },
    { offset: 6, text: '!' },
  ]);
  assert.equal(source.text, 'ab--+cdef!');
  assert.deepEqual(
    Array.from({ length: 11 }, (_, offset) => source.original(offset)),
    [0, 1, 2, 2, 2, 2, 3, 4, 5, 6, 6],
  );
});

test('names that the repair made up are empty', () => {
  const [statement] = parse('@a\ndef').body;
  assert.equal(statement?.kind === 'function' && statement.name.name, '');
  const attribute = parse('f(self.').body[0];
  assert.equal(attribute?.kind, 'expression');
  const call =
    attribute?.kind === 'expression' && attribute.value.kind === 'call' ? attribute.value : undefined;
  const argument = call?.args[0]?.value;
  assert.deepEqual(argument?.kind === 'attribute' && argument.attribute, { name: '', start: 7, end: 7 });
});

test('a call that is being typed keeps its arguments', () => {
  const text = '    self.next(self.a, foreach="x\n';
  const statement = parse(`def f(self):\n${text}`).body[0] as Statement;
  const call =
    statement.kind === 'function' && statement.body[0]?.kind === 'expression' && statement.body[0].value;
  assert.ok(call && call.kind === 'call');
  assert.deepEqual(
    call.args.map((argument) => [argument.name?.name, argument.value.kind]),
    [
      [undefined, 'attribute'],
      ['foreach', 'string'],
    ],
  );
});

test('decorators typed above a function are not its own', () => {
  const flow = (typed: string) =>
    `class F:\n  @step\n  def a(self): pass\n\n  ${typed}\n\n  @step\n  def b(self): pass\n`;
  for (const typed of ['@', '@s', '@step', '@retry(', '@retry(times=2)\n  @st']) {
    const text = flow(typed);
    const [statement] = parse(text).body;
    const b = statement?.kind === 'class' ? statement.body.at(-1) : undefined;
    assert.ok(b?.kind === 'function');
    assert.deepEqual(
      b.decorators.map(({ start, end }) => text.slice(start, end)),
      ['@step'],
      typed,
    );
    assert.equal(b.start, text.lastIndexOf('@step'));
  }
  const [kept] = parse(
    'class F:\n  @step\n  def a(self): pass\n\n  @step\n\n  @retry\n  def b(self): pass\n',
  ).body;
  const last = kept?.kind === 'class' ? kept.body.at(-1) : undefined;
  assert.equal(last?.kind === 'function' && last.decorators.length, 2, 'a blank line that Python allows');
});
