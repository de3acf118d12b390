import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TemporaryFolder } from '../../../test/support/folder';
import { main } from './main';

/** Runs `stepwise graph ...args` in a folder with these files. */
async function graph(files: Readonly<Record<string, string>>, ...args: string[]) {
  const folder = new TemporaryFolder();
  try {
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    let out = '';
    let err = '';
    const io = {
      cwd: folder.path,
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
    };
    const status = await main(['graph', ...args], io);
    return { status, out, err };
  } finally {
    folder.remove();
  }
}

interface Recorded {
  readonly file: string;
  readonly source: string;
  readonly startStep: string;
  readonly endStep: string;
  readonly graph?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const camel = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

test("json has every value of Metaflow's own graph", async () => {
  const lines = readFileSync('test/fixtures/edge-flows.jsonl', 'utf8').split('\n');
  let compared = 0;
  for (const line of lines.filter((one) => one !== '')) {
    const recorded = JSON.parse(line) as Recorded;
    if (!recorded.graph) continue;
    const { status, out } = await graph({ 'flow.py': recorded.source }, 'flow.py');
    assert.equal(status, 0);
    const printed = out
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { flow: string });
    const steps = Object.fromEntries(
      Object.entries(recorded.graph).map(([name, fields]) => [
        name,
        Object.fromEntries(Object.entries(fields).map(([field, value]) => [camel(field), value])),
      ]),
    );
    const expected = { flow: 'F', file: 'flow.py', start: recorded.startStep, end: recorded.endStep, steps };
    assert.deepEqual(
      printed.find(({ flow }) => flow === 'F'),
      expected,
      recorded.file,
    );
    compared++;
  }
  assert.ok(compared > 30);
});

const branching = `from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def start(self):
        self.next({'a "b"': self.left, 'c': self.left, '<&>': self.nope}, condition='kind')
    @step
    def left(self):
        self.next(self.end)
    @step
    def end(self):
        pass
`;

test('json tells the line of an inherited step in its own file, and null where there is nothing', async () => {
  const files = {
    'base.py': `\n\n${branching.replace('class F', 'class Base')}`,
    'flow.py': 'from base import Base\nclass G(Base):\n    end = None\n',
  };
  const { out } = await graph(files, '--format', 'json', 'flow.py');
  const printed = JSON.parse(out) as {
    end: unknown;
    steps: Record<string, { line: number; switchCases: unknown }>;
  };
  assert.equal(printed.end, null);
  assert.equal(printed.steps.start?.line, 6);
  assert.deepEqual(printed.steps.start?.switchCases, { 'a "b"': 'left', c: 'left', '<&>': 'nope' });
  assert.deepEqual(Object.keys(printed.steps), ['left', 'start']);
});

test('a file with several flows has a line for each', async () => {
  const { out } = await graph({ 'f.py': `${branching}class G(F): pass\n` }, 'f.py');
  assert.deepEqual(
    out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { flow: string }).flow),
    ['F', 'G'],
  );
});

test('dot quotes labels and shows where steps are missing', async () => {
  const { out } = await graph({ 'f.py': branching }, '--format=dot', 'f.py');
  assert.match(out, /^digraph "F" \{\n/);
  assert.match(out, /"start" -> "left" \[label="a \\"b\\", c"\];/);
  assert.match(out, /"nope" \[label="nope\\nno such step", .*color=red/);
  assert.match(out, /\}\n$/);
});

test('mermaid escapes labels and never uses step names as its own', async () => {
  const { out } = await graph({ 'f.py': branching }, '--format=mermaid', 'f.py');
  assert.match(out, /^flowchart TD\n/);
  assert.match(out, /f0s0 -->\|"a #34;b#34;, c"\| f0s1\n/);
  assert.match(out, /f0s0 -->\|"#60;#38;#62;"\| f0s3\n/);
  assert.match(out, /f0s2\(\["end"\]\)/);
});

test('svg is well-formed, escaped and needs nothing from elsewhere', async () => {
  const { out } = await graph({ 'f.py': branching }, '--format=svg', 'f.py');
  assert.match(out, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  assert.match(out, /<title>F<\/title>/);
  assert.match(out, />&lt;&amp;&gt;<\/text>/);
  for (const name of ['start', 'left', 'nope', 'end']) assert.ok(out.includes(`>${name}</text>`), name);
  assert.doesNotMatch(out, /NaN|undefined|Infinity|href|<script/);
  const open: string[] = [];
  for (const [, closing, name = '', empty] of out.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (closing) assert.equal(open.pop(), name);
    else if (!empty) open.push(name);
  }
  assert.deepEqual(open, []);
});

test('pictures of several flows are one picture, base classes left out', async () => {
  const two = `${branching}${branching.replace('class F', 'class Other')}class G(F): pass\n`;
  const { out } = await graph({ 'f.py': two }, '--format=svg', 'f.py');
  assert.match(out, /<title>Other, G<\/title>/);
  const mermaid = await graph({ 'f.py': two }, '--format=mermaid', 'f.py');
  assert.equal(mermaid.out.match(/subgraph/g)?.length, 2);
});

test('a loop and a flow of nothing but mistakes are drawn too', async () => {
  const source = `from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def a(self):
        self.next(self.a)
    @step
    def b(self):
        self.next(
`;
  for (const format of ['json', 'dot', 'mermaid', 'svg']) {
    const { status, out, err } = await graph({ 'f.py': source }, '--format', format, 'f.py');
    assert.equal(status, 0);
    assert.ok(out.length > 0);
    assert.match(err, /f\.py is not valid Python/);
  }
});

test('what can not be printed is one clear sentence', async () => {
  const cases: readonly [string[], RegExp][] = [
    [['missing.py'], /missing\.py can not be read/],
    [['empty.py'], /There is no flow in empty\.py/],
    [['.'], /is no file/],
    [[], /Name exactly one file/],
    [['a.py', 'b.py'], /Name exactly one file/],
    [['--format', 'png', 'empty.py'], /There is no format 'png'/],
    [['--colour', 'empty.py'], /There is no option --colour/],
  ];
  for (const [args, message] of cases) {
    const { status, out, err } = await graph({ 'empty.py': '' }, ...args);
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, message);
    assert.doesNotMatch(err, /\bat .*:\d+:\d+/);
  }
  assert.equal((await graph({}, '--help')).status, 0);
});
