import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ParameterInfo } from '../../../../server/src/protocol/flows';
import type { Machine } from '../../platform/machine';
import { commandLine, runEnvironment } from './commandLine';
import { currentText, missing, problem, stillValid } from './parameters';

const parameter = (name: string, type: string, more: Partial<ParameterInfo> = {}): ParameterInfo => ({
  kind: 'Parameter',
  name,
  attribute: name,
  type,
  hasDefault: false,
  required: false,
  ...more,
});

describe('a parameter', () => {
  it('takes what its type takes', () => {
    const verdicts = (type: string, ...texts: string[]) =>
      texts.map((text) => problem(parameter('p', type), text) === undefined);
    assert.deepEqual(verdicts('int', '10', '-3', ' 1_000 ', '1.5', '', 'ten'), [
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    assert.deepEqual(verdicts('float', '1', '.5', '1e-3', '-inf', 'nan', '1,5', ''), [
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    assert.deepEqual(verdicts('bool', 'True', 'no', '0', '', 'maybe'), [true, true, true, false, false]);
    assert.deepEqual(verdicts('JSONType', '{"a": [1]}', '"x"', "{'a': 1}"), [true, true, false]);
    assert.deepEqual(verdicts('str', '', '--anything'), [true, true]);
  });

  it('shows its value, its default, or that one is needed', () => {
    const alpha = parameter('alpha', 'float', { default: 0.5, hasDefault: true });
    assert.equal(currentText(alpha, {}), '0.5 (default)');
    assert.equal(currentText(alpha, { alpha: '2' }), '2');
    assert.equal(
      currentText(parameter('f', 'bool', { default: false, hasDefault: true }), {}),
      'False (default)',
    );
    assert.equal(currentText(parameter('x', 'str', { hasDefault: true }), {}), '(default, computed)');
    assert.equal(currentText(parameter('x', 'int', { required: true }), {}), '(required)');
  });

  it('is missed only where Metaflow would refuse to run', () => {
    const all = [
      parameter('a', 'int', { required: true }),
      parameter('b', 'int'),
      parameter('c', 'int', { required: true, hasDefault: true }),
    ];
    assert.deepEqual(
      missing(all, {}).map(({ name }) => name),
      ['a'],
    );
    assert.deepEqual(missing(all, { a: '1' }), []);
  });

  it('forgets remembered values that no longer fit', () => {
    const all = [parameter('a', 'int'), parameter('b', 'str')];
    assert.deepEqual(stillValid(all, { a: 'many', b: 'x', gone: '1' }), { b: 'x' });
    assert.deepEqual(stillValid(all, 'nonsense'), {});
    assert.deepEqual(stillValid([parameter('constructor', 'str')], {}), {});
  });
});

describe('the command', () => {
  it('keeps values whole, whatever they look like, and puts configs before run', () => {
    const all = [
      parameter('alpha', 'float'),
      parameter('text', 'str'),
      parameter('cfg', 'str', { kind: 'Config' }),
    ];
    const values = { alpha: '-1.5', text: '--quiet; rm -rf "$HOME"', cfg: 'a b.json' };
    assert.deepEqual(commandLine({ command: 'py', args: ['-3'] }, '/w/flow.py', '/t/id', all, values), {
      command: 'py',
      args: [
        '-3',
        '/w/flow.py',
        '--no-pylint',
        '--config',
        'cfg',
        'a b.json',
        'run',
        '--run-id-file=/t/id',
        '--alpha=-1.5',
        '--text=--quiet; rm -rf "$HOME"',
      ],
    });
  });

  it("runs in an environment like an activated one, without the editor's own variables", () => {
    const files = {
      isFile: async () => false,
      isFolder: async () => false,
      list: async () => [],
      read: async () => undefined,
    };
    const linux: Machine = {
      platform: 'linux',
      env: { PATH: '/usr/bin', ELECTRON_RUN_AS_NODE: '1', VSCODE_PID: '3', HOME: '/home/ada' },
      home: '/home/ada',
      files,
    };
    assert.deepEqual(runEnvironment(linux, { command: '/w/.venv/bin/python' }, { METAFLOW_USER: 'ada' }), {
      PATH: '/w/.venv/bin:/usr/bin',
      HOME: '/home/ada',
      PYTHONUNBUFFERED: '1',
      PYTHONIOENCODING: 'utf-8',
      METAFLOW_USER: 'ada',
    });
    const windows: Machine = { ...linux, platform: 'win32', env: { Path: 'C:\\Windows' } };
    const env = runEnvironment(windows, { command: 'D:\\conda\\python.exe' }, {});
    assert.equal(env.Path, 'D:\\conda;D:\\conda\\Library\\bin;D:\\conda\\Scripts;C:\\Windows');
    assert.equal(env.PATH, undefined);
  });
});
