import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, flowOf, stepOf } from '../../../test/support/flowModel';
import type { Transition } from './model';

/** The transition of a step with that last line, and its source. */
function transition(line: string, args = 'self'): { source: string; found: Transition | undefined } {
  const body = line.split('\n').join('\n        ');
  const source = `from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def start(${args}):
        ${body}
    @step
    def end(self):
        pass
`;
  return { source, found: stepOf(flowOf(source), 'start').transition };
}

function valid(line: string, args?: string) {
  const { found } = transition(line, args);
  assert.equal(found?.invalid, undefined);
  return { type: found?.type, targets: found?.targets.map(({ name }) => name) };
}

describe('a transition', () => {
  test('to one step is linear, and a join where the step takes inputs', () => {
    assert.deepEqual(valid('self.next(self.a)'), { type: 'linear', targets: ['a'] });
    assert.deepEqual(valid('self.next(self.a)', 'self, inputs'), { type: 'join', targets: ['a'] });
    assert.deepEqual(valid('self.next(self.a)', 'self, *, inputs'), { type: 'linear', targets: ['a'] });
    assert.deepEqual(valid('self.next(self.a)', 'self, inputs=None'), { type: 'join', targets: ['a'] });
  });

  test('to several steps is a split; repeated ones stay', () => {
    assert.deepEqual(valid('self.next(self.a, self.b, self.a)'), { type: 'split', targets: ['a', 'b', 'a'] });
  });

  test('counts only the last name of a target', () => {
    assert.deepEqual(valid('self.next(self.x.y.a)'), { type: 'linear', targets: ['a'] });
    assert.deepEqual(valid('self.next(foo.a)'), { type: 'linear', targets: ['a'] });
  });

  test('may be written over several lines with comments', () => {
    const { source, found } = transition('self.next(\n    self.a,  # one\n    self.b,\n)');
    assert.equal(found?.type, 'split');
    assert.deepEqual(
      found?.targets.map((target) => at(source, target.span)),
      ['a', 'b'],
    );
    assert.equal(at(source, found?.callee), 'self.next');
    assert.match(at(source, found?.span), /^self\.next\(\s+self\.a, {2}# one\s+self\.b,\s+\)$/);
  });

  test('with foreach or num_parallel goes to one step', () => {
    const { source, found } = transition("self.next(self.a, foreach='items')");
    assert.equal(found?.type, 'foreach');
    assert.equal(found?.foreach?.value, 'items');
    assert.equal(at(source, found?.foreach), "'items'");
    assert.equal(transition('self.next(self.a, foreach=items)').found?.foreach?.value, undefined);
    assert.equal(transition('self.next(self.a, num_parallel=4)').found?.numParallel?.value, 4);
    assert.deepEqual(valid('self.next(self.a, num_parallel=self.n)'), { type: 'foreach', targets: ['a'] });
  });

  test('with a dictionary and a condition is a switch', () => {
    const { source, found } = transition(
      "self.next({'x': self.a, 1: self.b, self.cfg.key: self.a, 'x': self.c}, condition='kind')",
    );
    assert.equal(found?.type, 'split-switch');
    assert.deepEqual(
      found?.targets.map(({ name, caseKey }) => [caseKey, name]),
      [
        ['x', 'c'],
        ['1', 'b'],
        ['config:cfg.key', 'a'],
      ],
    );
    assert.equal(found?.condition?.value, 'kind');
    assert.equal(at(source, found?.targets[0]?.span), 'c');
  });

  test('takes as one switch case what Python takes as one key', () => {
    const { found } = transition(
      "self.next({1: self.a, True: self.b, 1.0: self.c, b'x': self.d}, condition='k')",
    );
    assert.deepEqual(
      [...(found?.switchCases ?? [])],
      [
        ['1', 'c'],
        ["b'x'", 'd'],
      ],
    );
  });

  test('counts only as the last statement and only as self.next itself', () => {
    for (const line of [
      'self.next(self.a)\nprint(1)',
      'if x: self.next(self.a)',
      'return self.next(self.a)',
      'x = self.next(self.a)',
      'self.x.next(self.a)',
      'next(self.a)',
      'self.next',
      'this.next(this.a)',
    ])
      assert.equal(transition(line).found, undefined, line);
    const { source } = transition('if x: self.next(self.a)');
    const step = stepOf(flowOf(source), 'start');
    assert.deepEqual(
      step.otherNexts.map((span) => at(source, span)),
      ['self.next(self.a)'],
    );
  });
});

describe('an unsupported transition', () => {
  const cases: readonly [line: string, wrong: string, reason: RegExp][] = [
    ['self.next()', 'self.next()', /no step/],
    ["self.next('a')", "'a'", /self\.a, not as a string/],
    ['self.next(a)', 'a', /self\.a$/],
    ['self.next(self.a())', 'self.a()', /without calling/],
    ['self.next(*steps)', '*steps', /one by one/],
    ['self.next(self.a, forech="x")', 'forech', /no argument called 'forech'/],
    ['self.next(self.a, **options)', '**options', /written out/],
    ['self.next(self.a, foreach="x", num_parallel=2)', 'num_parallel', /not both/],
    ['self.next(self.a, self.b, foreach="x")', 'b', /exactly one step/],
    ['self.next(foreach="x")', 'foreach="x"', /needs a step/],
    ['self.next(self.a, condition="x")', 'condition', /dictionary/],
    ['self.next({"x": self.a})', '{"x": self.a}', /needs condition/],
    ['self.next({"x": self.a}, self.b, condition="k")', '{"x": self.a}', /only step argument/],
    ['self.next({}, condition="k")', '{}', /no case/],
    ['self.next({"x": self.a}, condition=k)', 'k', /string/],
    ['self.next({"x": self.a}, condition="")', '""', /name of an artifact/],
    ['self.next({k: self.a}, condition="k")', 'k', /key of a case/],
    ['self.next({-1: self.a}, condition="k")', '-1', /key of a case/],
    ['self.next({None: self.a}, condition="k")', 'None', /key of a case/],
    ['self.next({self.k: self.a}, condition="k")', 'self.k', /key of a case/],
    ['self.next({"x": "a"}, condition="k")', '"a"', /self\.step_name/],
    ['self.next({**cases}, condition="k")', 'cases', /unpacked/],
  ];
  for (const [line, wrong, reason] of cases) {
    test(`${line} is wrong at ${wrong}`, () => {
      const { source, found } = transition(line);
      assert.equal(at(source, found?.invalid?.span), wrong);
      assert.match(found?.invalid?.reason ?? '', reason);
    });
  }

  test('keeps its targets where Metaflow keeps them', () => {
    assert.deepEqual(
      transition('self.next(self.a, self.b, forech="x")').found?.targets.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.deepEqual(transition('self.next(self.a, b)').found?.targets, []);
  });
});

describe('a half-typed transition', () => {
  for (const line of [
    'self.next(self.',
    'self.next(self.)',
    'self.next(self.a, self.',
    "self.next({'x': self.}, condition='k')",
  ]) {
    test(`${line} has an empty target where the name is to come`, () => {
      const { source, found } = transition(line);
      const target = found?.targets.at(-1);
      assert.equal(target?.name, '');
      assert.equal(target?.span.start, source.indexOf(line) + line.lastIndexOf('self.') + 5);
      assert.equal(target?.span.end, target?.span.start);
      assert.deepEqual(found?.invalid?.span, target?.span);
      assert.match(found?.invalid?.reason ?? '', /missing/);
    });
  }

  test('leaves the steps after it as they are', () => {
    const { source } = transition('self.next(self.');
    assert.deepEqual([...flowOf(source).flow.steps.keys()], ['end', 'start']);
  });
});
