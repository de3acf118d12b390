import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, flowOf, flowsOf, stepOf } from '../../../test/support/flowModel';
import { parse } from '../python/parser';
import { buildFlowFile } from './build';
import type { Flow } from './model';

const steps = (flow: Flow | undefined) => [...(flow?.flow.steps.keys() ?? [])];
const doubts = (flow: Flow | undefined) => flow?.flow.uncertainties.map(({ kind }) => kind);
const find = (flows: readonly Flow[], name: string) => flows.find(({ flow }) => flow.name === name);
/** Two steps as the body of a class. */
const two = `
    @step
    def start(self):
        self.next(self.end)
    @step
    def end(self):
        pass
`;
const head = 'from metaflow import FlowSpec, step\n';

describe('a flow class', () => {
  for (const [how, source] of [
    ['by name', `${head}class F(FlowSpec):${two}`],
    [
      'through the module',
      `import metaflow\nclass F(metaflow.FlowSpec):${two.replaceAll('@step', '@metaflow.step')}`,
    ],
    [
      'through the module by another name',
      `import metaflow as mf\nclass F(mf.FlowSpec):${two.replaceAll('@step', '@mf.step')}`,
    ],
    [
      'by other names',
      `from metaflow import FlowSpec as Flow, step as s\nclass F(Flow):${two.replaceAll('@step', '@s')}`,
    ],
    ['through a star', `from metaflow import *\nclass F(FlowSpec):${two}`],
    [
      'from a module within',
      `from metaflow.flowspec import FlowSpec\nfrom metaflow.decorators import step\nclass F(FlowSpec):${two}`,
    ],
    ['in an if', `${head}if True:\n    class F(FlowSpec):${two.replaceAll('\n', '\n    ')}\n`],
    [
      'in a try',
      `try:\n    ${head.trim()}\nexcept ImportError:\n    FlowSpec = step = None\nclass F(FlowSpec):${two}`,
    ],
    ['assigned to a name', `${head}Base = FlowSpec\nclass F(Base):${two}`],
    ['before its import is typed', `class F(FlowSpec):${two}`],
  ] as const) {
    test(`is found ${how}`, () => {
      const flow = flowOf(source);
      assert.deepEqual(steps(flow), ['end', 'start']);
      assert.deepEqual(doubts(flow), []);
    });
  }

  test('is not any class with that base, nor one of other things called step', () => {
    assert.deepEqual(flowsOf('class FlowSpec: pass\nclass F(FlowSpec): pass'), []);
    assert.deepEqual(flowsOf('from other import Thing\nclass F(Thing):\n    def a(self): pass'), []);
    const local = `from metaflow import FlowSpec\ndef step(f): return f\nclass F(FlowSpec):${two}`;
    assert.deepEqual(steps(flowOf(local)), []);
  });

  test('knows where it is, what it says and what else it has', () => {
    const source = `${head}class F(FlowSpec):
    """About
    flows."""
    limit = 3
    def helper(self): pass
${two}`;
    const { flow } = flowOf(source);
    assert.equal(at(source, flow.nameSpan), 'F');
    assert.equal(at(source, flow.header), 'class F(FlowSpec):');
    assert.equal(flow.doc, 'About\nflows.');
    assert.deepEqual(
      flow.constants.map(({ name }) => name),
      ['limit'],
    );
    assert.deepEqual(
      flow.methods.map(({ name }) => name),
      ['helper'],
    );
    assert.deepEqual([...flow.memberNames], ['limit', 'helper', 'start', 'end']);
  });

  test('is started where the file makes one, directly or in a function that it calls', () => {
    const roles = (tail: string) =>
      flowsOf(`${head}class A(FlowSpec): pass\nclass B(A): pass\n${tail}`).map(({ flow }) => flow.role);
    assert.deepEqual(roles(''), ['base', 'leaf']);
    assert.deepEqual(roles("if __name__ == '__main__':\n    A()"), ['started', 'base']);
    assert.deepEqual(roles('def main():\n    B()\nmain()'), ['base', 'started']);
    assert.deepEqual(roles('def unused():\n    A()\nflow = B()'), ['base', 'started']);
    assert.deepEqual(roles('A(use_cli=False)'), ['base', 'leaf']);
  });
});

describe('a step', () => {
  test('knows the places of all its parts', () => {
    const source = `${head}class F(FlowSpec):
    @retry(times=2)
    @step(start=True)
    def begin(self, /, inputs=f(1), *rest) -> None:
        """Begins."""
        self.next(self.end)
`;
    const step = stepOf(flowOf(source), 'begin');
    assert.equal(at(source, step.nameSpan), 'begin');
    assert.equal(at(source, step.header), 'def begin(self, /, inputs=f(1), *rest) -> None:');
    assert.equal(at(source, step.parameters), '(self, /, inputs=f(1), *rest)');
    assert.equal(at(source, step.stepDecorator), '@step(start=True)');
    assert.deepEqual(step.stepDecorator.marks, { start: true, end: false });
    assert.deepEqual([step.numArgs, step.selfName, step.doc], [1, 'self', 'Begins.']);
    assert.deepEqual(
      step.decorators.map(({ name, path, fromMetaflow }) => [name, path, fromMetaflow]),
      [['retry', 'retry', false]],
    );
    assert.equal(at(source, step.decorators[0]?.nameSpan), 'retry');
    assert.ok(at(source, step.span).startsWith('@retry'));
  });

  test('is marked with or without parentheses', () => {
    assert.deepEqual(steps(flowOf(`${head}class F(FlowSpec):${two.replaceAll('@step', '@step()')}`)), [
      'end',
      'start',
    ]);
  });

  test('is parallel by its decorator', () => {
    const source = `${head}from metaflow import parallel as gang\nclass F(FlowSpec):\n    @gang\n    @step\n    def a(self): pass`;
    assert.equal(stepOf(flowOf(source), 'a').parallel, true);
  });

  test('has the decorators that a blank line keeps away from it', () => {
    const source = `${head}from metaflow import parallel\nclass F(FlowSpec):${two}    @parallel\n\n    @step\n    def gang(self): pass\n`;
    const step = stepOf(flowOf(source), 'gang');
    assert.equal(step.parallel, true);
    assert.deepEqual(
      step.decorators.map((decorator) => at(source, decorator)),
      ['@parallel'],
    );
  });

  test('may be an alias, be removed, replaced or defined twice', () => {
    const body = (tail: string) => flowOf(`${head}class F(FlowSpec):${two}    ${tail}\n`);
    assert.deepEqual(steps(body('again = start')), ['again', 'end', 'start']);
    assert.deepEqual(steps(body('start = None')), ['end']);
    assert.deepEqual(steps(body('del start')), ['end']);
    assert.deepEqual(steps(body('start: int')), ['end', 'start']);
    assert.deepEqual(steps(body('def start(self): pass')), ['end']);
  });

  test('has its private name where it begins with two underscores', () => {
    const source = `${head}class _F(FlowSpec):\n    @step\n    def __a(self): pass`;
    assert.deepEqual(steps(flowOf(source)), ['_F__a']);
  });

  test('in an if is there, and the flow uncertain', () => {
    const source = `${head}class F(FlowSpec):\n    if DEBUG:${two.replaceAll('\n', '\n    ')}`;
    assert.deepEqual(steps(flowOf(source)), ['end', 'start']);
    assert.deepEqual(doubts(flowOf(source)), ['dynamic-member', 'dynamic-member']);
  });
});

describe('bases', () => {
  const base = `class Base(FlowSpec):${two}`;

  test('in the file give their steps, and subclasses replace or remove them', () => {
    const flows = flowsOf(
      `${head}${base}class F(Base):\n    end = None\n    @step\n    def last(self): pass\n`,
    );
    assert.deepEqual(steps(find(flows, 'F')), ['last', 'start']);
    assert.equal(stepOf(find(flows, 'F') ?? (flows[0] as Flow), 'start').definedIn, 'Base');
  });

  test('that are no flows give their steps too, the first base first', () => {
    const mixin = (name: string, doc: string) => `class ${name}:\n    @step\n    def a(self): "${doc}"\n`;
    const flow = flowOf(
      `${head}${mixin('One', 'one')}${mixin('Two', 'two')}class F(One, Two, FlowSpec): pass`,
    );
    assert.equal(stepOf(flow, 'a').doc, 'one');
  });

  test('are looked up in the order of Python where they meet again', () => {
    const source = `${head}class Top:\n    @step\n    def a(self): "top"\nclass Left(Top): pass\nclass Right(Top):\n    @step\n    def a(self): "right"\nclass F(Left, Right, FlowSpec): pass`;
    assert.equal(stepOf(flowOf(source), 'a').doc, 'right');
  });

  test('behind FlowSpec do not replace what FlowSpec has', () => {
    const source = `${head}class Mixin:\n    @step\n    def next(self): pass\n    @step\n    def a(self): pass\nclass F(FlowSpec, Mixin): pass`;
    assert.deepEqual(steps(flowOf(source)), ['a']);
  });

  for (const [how, source] of [
    ['by name', 'from base import Base\nclass F(Base): pass'],
    ['by another name', 'from base import Base as B\nclass F(B): pass'],
    ['through the module', 'import base\nclass F(base.Base): pass'],
    ['through a star', 'from base import *\nclass F(Base): pass'],
    ['through a file between', 'from between import Base\nclass F(Base): pass'],
  ] as const) {
    test(`of another file are followed ${how}`, () => {
      const flow = flowOf(source, { base: `${head}${base}`, between: 'from base import *' });
      assert.deepEqual(steps(flow), ['end', 'start']);
      assert.equal(stepOf(flow, 'start').source, 'file:///base.py');
      assert.deepEqual(doubts(flow), []);
    });
  }

  test('that can not be found leave the flow uncertain', () => {
    const source = `from elsewhere import Base\nfrom metaflow import step\nclass F(Base):${two}`;
    assert.deepEqual(doubts(flowOf(source)), ['unresolved-base']);
    assert.deepEqual(doubts(flowOf(`${head}from abc import ABC\nclass F(FlowSpec, ABC): pass`)), []);
    assert.deepEqual(doubts(flowOf(`${head}class F(FlowSpec, make()): pass`)), ['unresolved-base']);
  });

  test('that lead back to the class or its file end', () => {
    assert.deepEqual(flowsOf('class A(B): pass\nclass B(A): pass'), []);
    const source = `from other import B\n${head}class A(B):${two}`;
    const flow = flowOf(source, { other: 'from main import A\nclass B(A): pass' });
    assert.deepEqual(steps(flow), ['end', 'start']);
    assert.ok((doubts(flow) ?? []).length > 0);
    assert.deepEqual(flowsOf('from main import X\nclass F(X): pass'), []);
    assert.deepEqual(flowsOf('a = b\nb = a\nclass F(a): pass').length, 0);
  });
});

describe('decorators', () => {
  const decorated = (helpers: string, above: string, below = '') =>
    flowOf(
      `import functools\n${head}${helpers}class F(FlowSpec):\n${above}    @step\n${below}    def a(self):\n        self.next(self.b)\n`,
    );
  const wrapper = (wraps: string) =>
    `def deco(f):\n${wraps}    def inner(self):\n        return f(self)\n    return inner\n`;
  const copying = wrapper('    @functools.wraps(f)\n');

  test('that return another function hide a step, copies do not', () => {
    assert.deepEqual(steps(decorated(wrapper(''), '    @deco\n')), []);
    assert.deepEqual(steps(decorated(copying, '    @deco\n')), ['a']);
    assert.deepEqual(steps(decorated('def deco(f):\n    f.x = 1\n    return f\n', '    @deco\n')), ['a']);
    const factory = `def made(n):\n    ${copying.trim().replaceAll('\n', '\n    ')}\n    return deco\n`;
    assert.deepEqual(steps(decorated(factory, '    @made(3)\n')), ['a']);
    assert.deepEqual(doubts(decorated(factory, '    @made(3)\n')), []);
  });

  test('below @step put their own function in its place, copies do not', () => {
    const replaced = stepOf(decorated(wrapper(''), '', '    @deco\n'), 'a');
    assert.deepEqual([replaced.transition, replaced.node.name.name], [undefined, 'inner']);
    assert.equal(stepOf(decorated(copying, '', '    @deco\n'), 'a').transition?.type, 'linear');
  });

  test('that can not be read keep the step and leave the flow uncertain', () => {
    const flow = decorated('from elsewhere import deco\n', '    @deco(3)\n');
    assert.deepEqual([steps(flow), doubts(flow)], [['a'], ['unknown-decorator']]);
    assert.equal(stepOf(flow, 'a').unknownDecorators, true);
  });

  test('of Python are known', () => {
    assert.deepEqual(steps(decorated('', '    @property\n')), []);
    assert.deepEqual(steps(decorated('', '    @staticmethod\n')), ['a']);
    assert.deepEqual(doubts(decorated('', '    @functools.lru_cache\n')), []);
  });

  test('made with Metaflow keep the step; mutators leave it uncertain', () => {
    const user = 'from metaflow import user_step_decorator, StepMutator, UserStepDecorator\n';
    const generator = `${user}@user_step_decorator\ndef deco(step_name, flow, inputs):\n    yield\n`;
    assert.deepEqual(
      [steps(decorated(generator, '    @deco\n')), doubts(decorated(generator, '    @deco\n'))],
      [['a'], []],
    );
    const mutator = `${user}class deco(StepMutator): pass\n`;
    assert.deepEqual(
      [steps(decorated(mutator, '    @deco\n')), doubts(decorated(mutator, '    @deco\n'))],
      [['a'], ['mutator']],
    );
    const plain = `${user}class deco(UserStepDecorator): pass\n`;
    assert.deepEqual(doubts(decorated(plain, '    @deco\n')), []);
  });

  test('of a class that may change the flow leave it and its subclasses uncertain', () => {
    const flows = flowsOf(
      `${head}from metaflow import project, FlowMutator\nclass M(FlowMutator): pass\n@M\nclass A(FlowSpec): pass\nclass B(A): pass\n@project(name='x')\nclass C(FlowSpec): pass`,
    );
    assert.deepEqual(flows.map(doubts), [['mutator'], ['mutator'], []]);
    assert.deepEqual(
      find(flows, 'C')?.flow.decorators.map(({ name }) => name),
      ['project'],
    );
  });

  test('that can not be read on a method matter only where a transition names it', () => {
    const source = (target: string) =>
      `${head}from elsewhere import magic\nclass F(FlowSpec):\n    @step\n    def start(self):\n        self.next(self.${target})\n    @magic\n    def helper(self): pass\n`;
    assert.deepEqual(doubts(flowOf(source('helper'))), ['unknown-decorator']);
    assert.deepEqual(doubts(flowOf(source('end'))), []);
  });
});

test('a file that is no Python, empty or cut anywhere has a model all the same', () => {
  const source = `${head}@project(name='x')\nclass F(FlowSpec):\n    p = Parameter('p', type=int)\n${two}    @step\n    def j(self, inputs):\n        self.next({'a': self.end}, condition='k')\n`;
  for (let length = 0; length <= source.length; length++)
    assert.doesNotThrow(() => buildFlowFile('file:///f.py', parse(source.slice(0, length))), `${length}`);
  for (const text of ['', '\0\0', ')))', 'class', '@', 'class F(FlowSpec', '\ufeff', '"""'])
    assert.doesNotThrow(() => buildFlowFile('file:///f.py', parse(text)));
});
