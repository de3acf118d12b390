import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, flowOf, flowsOf } from '../../../test/support/flowModel';

const head = 'from metaflow import FlowSpec, step, Parameter, IncludeFile, Config, JSONType\n';

function parameter(line: string) {
  const source = `${head}class F(FlowSpec):\n    ${line}\n    @step\n    def start(self): pass\n`;
  const [found] = flowOf(source).flow.parameters;
  assert.ok(found, 'a parameter');
  return { source, found };
}

test('a parameter is told with its place, name, type, default and help', () => {
  const { source, found } = parameter(
    "alpha = Parameter('learning-rate', type=float, default=-0.5, help='How fast')",
  );
  assert.equal(found.kind, 'Parameter');
  assert.equal(at(source, found.attribute), 'alpha');
  assert.equal(found.option, 'learning-rate');
  assert.equal(at(source, found.optionSpan), "'learning-rate'");
  assert.deepEqual(
    [found.type, found.default, found.hasDefault, found.help],
    ['float', -0.5, true, 'How fast'],
  );
});

test('arguments may be positional', () => {
  const { found } = parameter("n = Parameter('n', 3, int, 'How many', True)");
  assert.deepEqual([found.type, found.default, found.help, found.required], ['int', 3, 'How many', true]);
});

test('defaults are literals, or there but unknown, or not there', () => {
  assert.deepEqual(parameter("p = Parameter('p', default={'a': [1, None]})").found.default, { a: [1, null] });
  const computed = parameter("p = Parameter('p', default=compute)").found;
  assert.deepEqual([computed.default, computed.hasDefault], [undefined, true]);
  assert.equal(parameter("p = Parameter('p')").found.hasDefault, false);
  assert.equal(parameter("p = Parameter('p', default=None)").found.hasDefault, false);
});

test('types are as written, JSONType however it was imported', () => {
  assert.equal(parameter("p = Parameter('p', type=metaflow.JSONType)").found.type, 'JSONType');
  assert.equal(parameter("p = Parameter('p', type=click.Choice(['a']))").found.type, "click.Choice(['a'])");
});

test('files and configs are parameters of their kind', () => {
  assert.equal(parameter("data = IncludeFile('data', default='a.csv')").found.kind, 'IncludeFile');
  const config = parameter("cfg = Config('cfg', default_value={'x': 1})").found;
  assert.deepEqual([config.kind, config.default], ['Config', { x: 1 }]);
  assert.equal(parameter("p = Parameter('p', separator=',')").found.separator, ',');
});

test('a name that is no literal is unknown', () => {
  const { found } = parameter('p = Parameter(NAME)');
  assert.equal(found.option, undefined);
});

test('parameters of a subclass of Parameter, of bases and of annotated attributes count', () => {
  const source = `${head}
class Rate(Parameter):
    pass
class Base(FlowSpec):
    a = Parameter('a')
    b = Parameter('b')
class F(Base):
    b = None
    c: float = Rate('c')
`;
  const flow = flowsOf(source).find((one) => one.flow.name === 'F');
  assert.deepEqual(
    flow?.flow.parameters.map(({ attribute, definedIn }) => [attribute.name, definedIn]),
    [
      ['a', 'Base'],
      ['c', 'F'],
    ],
  );
});
