import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFlow, diagnose } from '../../../test/support/checkRule';
import { buildFlowFile } from '../flow/build';
import { parse } from '../python/parser';
import type { Check } from './check';
import { checkFile, runChecks } from './run';

const codesOf = (text: string) => diagnose(text).map((found) => found.code);

describe('all checks together', () => {
  it('find independent mistakes in different parts of a flow at once', () => {
    checkFlow(`
      @step
      def start(self):
          self.next(self.load, self.fit)

      @step
      def load(self, a, b, c):
      #                 ^^^^ error[too-many-arguments]: takes too many parameters
          self.next(self.join)

      @step
      def fit(self):
          self.next(self.jion)
          #              ^^^^ error[unknown-step]: Did you mean 'join'?

      @step
      def join(self, inputs):
          self.next(self.each)

      @step
      def each(self):
          self.next(self.many, foreach='items')

      @step
      def many(self):
          self.next(self.end)

      @step
      def index(self):
      #   ^^^^^ error[reserved-step-name]: keeps the name 'index'
      #   ^^^^^ error[unreachable-step]: can not be reached
          self.next(self.end)

      @step
      def end(self):
      #   ^^^ error[unjoined-split]: the split of step 'each' into 'many'
          pass
    `);
  });

  it('make one finding of one mistake: a misspelt target', () => {
    checkFlow(`
      @step
      def start(self):
          self.next(self.a, self.b)

      @step
      def a(self):
          self.next(self.each, foreach='items')

      @step
      def each(self):
          self.next(self.colect)
          #              ^^^^^^ error[unknown-step]: Did you mean 'collect'?

      @step
      def collect(self, inputs):
          self.next(self.join)

      @step
      def b(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `);
  });

  it('make one finding of one mistake: a split without its transition', () => {
    checkFlow(`
      @step
      def start(self):
      #   ^^^^^ error[missing-next]: does not say which step comes next
          self.items = [1]

      @step
      def a(self):
          self.next(self.join)

      @step
      def b(self):
          self.next(self.join)

      @step
      def join(self, inputs):
          self.next(self.end)

      @step
      def end(self):
          pass
    `);
  });

  it('keep the other mistakes of a file with a syntax error', () => {
    const codes = codesOf(`from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def start(self):
        x = [1, 2
        self.next(self.middle)
    @step
    def middle(self):
        self.next(self.ende)
    @step
    def end(self):
        pass
`);
    assert.ok(codes.includes('syntax'));
    assert.ok(codes.includes('unknown-step'));
  });

  it('find nothing in a class that another flow of the file extends', () => {
    assert.deepEqual(
      codesOf(`from metaflow import FlowSpec, step
class Base(FlowSpec):
    @step
    def start(self):
        self.next(self.middle)
class F(Base):
    @step
    def middle(self):
        self.next(self.end)
    @step
    def end(self):
        pass
`),
      [],
    );
  });

  it('name the file of an inherited step', () => {
    const base = parse(`from metaflow import FlowSpec, step
class Base(FlowSpec):
    @step
    def start(self):
        self.next(self.middel)
    @step
    def end(self):
        pass
`);
    const found = diagnose(
      `from base import Base
from metaflow import step
class F(Base):
    @step
    def middle(self):
        self.next(self.end)
F()
`,
      {},
      { resolve: (_, module) => (module === 'base' ? { uri: 'file:///base.py', module: base } : undefined) },
    );
    assert.deepEqual(
      found.map(({ code, source, span }) => [code, source, base.text.slice(span.start, span.end)]),
      [['unknown-step', 'file:///base.py', 'middel']],
    );
  });
});

describe('a step with a decorator that can not be read', () => {
  const flow = (body: string) => `from metaflow import FlowSpec, step
from elsewhere import mystery
class F(FlowSpec):
${body}
    @step
    def end(self):
        pass
`;

  it('may be no step, so nothing is said of one that nothing leads to', () => {
    const text = flow(`    @step
    def start(self):
        self.next(self.end)
    @mystery
    @step
    def spare(self):
        pass
`);
    assert.deepEqual(codesOf(text), []);
  });

  it('is checked where the flow needs it', () => {
    const text = flow(`    @step
    def start(self):
        self.next(self.fit)
    @mystery
    @step
    def fit(self):
        self.next(self.edn)
`);
    assert.deepEqual(codesOf(text), ['unknown-step']);
  });
});

describe('the cost of the checks', () => {
  const flowOf = (steps: readonly string[]) =>
    `from metaflow import FlowSpec, step\nclass F(FlowSpec):\n${steps.join('')}    @step\n    def end(self):\n        pass\n`;
  const stepOf = (name: string, args: string, next: string) =>
    `    @step\n    def ${name}(${args}):\n        self.next(${next})\n`;

  it('is linear: forty diamonds in a row', () => {
    const steps = [stepOf('start', 'self', 'self.s0')];
    for (let i = 0; i < 40; i++) {
      steps.push(
        stepOf(`s${i}`, 'self', `self.a${i}, self.b${i}`),
        stepOf(`a${i}`, 'self', `self.j${i}`),
        stepOf(`b${i}`, 'self', `self.j${i}`),
        stepOf(`j${i}`, 'self, inputs', i === 39 ? 'self.end' : `self.s${i + 1}`),
      );
    }
    assert.deepEqual(codesOf(flowOf(steps)), []);
    const broken = steps.map((step) => step.replace('self.next(self.j20)', 'self.next(self.nope)'));
    assert.deepEqual(codesOf(flowOf(broken)), ['unknown-step', 'unknown-step']);
  });

  it('needs no deep stack: thousands of steps in a row, and of splits in each other', () => {
    const chain = Array.from({ length: 2000 }, (_, i) =>
      stepOf(i === 0 ? 'start' : `s${i}`, 'self', i === 1999 ? 'self.end' : `self.s${i + 1}`),
    );
    assert.deepEqual(codesOf(flowOf(chain)), []);
    const nested = Array.from({ length: 300 }, (_, i) =>
      stepOf(i === 0 ? 'start' : `s${i}`, 'self', i === 299 ? 'self.end' : `self.s${i + 1}, foreach='x'`),
    );
    assert.deepEqual([...new Set(codesOf(flowOf(nested)))], ['unjoined-split']);
  });
});

describe('a check that fails', () => {
  it('is told to the log, and the others go on', () => {
    const failing: Check = {
      code: 'failing',
      severity: 'error',
      needs: [],
      doc: { summary: '', why: '', bad: '', good: '' },
      run: () => {
        throw new Error('broken');
      },
    };
    const finding: Check = {
      ...failing,
      code: 'finding',
      run: ({ flow }) => [{ span: flow.nameSpan, message: 'Found.' }],
    };
    const module = parse('from metaflow import FlowSpec\nclass F(FlowSpec):\n    pass\n');
    const [flow] = buildFlowFile('file:///f.py', module).flows;
    assert.ok(flow);
    const logged: string[] = [];
    const found = runChecks(flow, module, {
      checks: [failing, finding],
      log: (message) => logged.push(message),
    });
    assert.deepEqual(
      found.map(({ code, flow: name }) => [code, name]),
      [['finding', 'F']],
    );
    assert.match(logged.join(), /'failing' failed on flow 'F'.*broken/);
  });
});

describe('severities', () => {
  const text = `from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def start(self):
        self.next(self.nope)
    @step
    def end(self):
        self.next()
`;
  const severities = (severity: Parameters<typeof diagnose>[1] & object) =>
    diagnose(text, severity).map((found) => `${found.code} ${found.severity}`);

  it('are those of the checks unless they are set', () => {
    assert.deepEqual(severities({}), ['unknown-step error', 'end-has-transition error']);
    assert.deepEqual(severities({ severity: { 'unknown-step': 'hint', 'end-has-transition': 'default' } }), [
      'unknown-step hint',
      'end-has-transition error',
    ]);
    assert.deepEqual(severities({ severity: { 'unknown-step': 'off' } }), ['end-has-transition error']);
  });
});

describe('a file without flows', () => {
  it('has its syntax errors only', () => {
    const module = parse('def f(:\n    pass\n');
    const codes = checkFile({ uri: 'file:///f.py', flows: [] }, module).map((found) => found.code);
    assert.deepEqual([...new Set(codes)], ['syntax']);
  });
});
