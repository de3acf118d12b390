import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findOnPath, type Machine } from './machine';
import { installedMetaflow } from './packages';
import { expandPath, findInterpreter } from './python';

/** A computer that has these files; values are their texts. */
function machine(
  platform: NodeJS.Platform,
  files: Readonly<Record<string, string>> | readonly string[],
  env: Record<string, string> = {},
): Machine {
  const texts = new Map(Array.isArray(files) ? files.map((file) => [file, '']) : Object.entries(files));
  const same = (a: string, b: string) =>
    platform === 'win32' ? a.toLowerCase() === b.toLowerCase() : a === b;
  const separator = platform === 'win32' ? '\\' : '/';
  const below = (folder: string) =>
    [...texts.keys()]
      .filter((file) => file.startsWith(folder + separator))
      .map((file) => file.slice(folder.length + 1).split(separator)[0] ?? '');
  return {
    platform,
    env,
    home: platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada',
    files: {
      isFile: async (file) => [...texts.keys()].some((other) => same(other, file)),
      isFolder: async (folder) => below(folder).length > 0,
      list: async (folder) => [...new Set(below(folder))],
      read: async (file) => texts.get(file),
    },
  };
}

async function chosen(computer: Machine, wanted: Partial<Parameters<typeof findInterpreter>[1]>) {
  const choice = await findInterpreter(computer, { setting: '', ...wanted });
  return choice.kind === 'found'
    ? [choice.interpreter.command, ...choice.interpreter.args, choice.interpreter.source].join(' | ')
    : choice.message;
}

describe('the interpreter', () => {
  const all = ['/w/.venv/bin/python', '/v/bin/python', '/usr/bin/python3', '/ext/bin/python', '/my/python'];
  const env = { PATH: '/usr/bin', VIRTUAL_ENV: '/v' };

  it('is taken in the documented order', async () => {
    const wanted = { setting: '/my/python', extensionChoice: '/ext/bin/python', workspaceFolder: '/w' };
    const linux = machine('linux', all, env);
    assert.equal(await chosen(linux, wanted), '/my/python | setting stepwise.pythonPath');
    assert.equal(await chosen(linux, { ...wanted, setting: '' }), '/ext/bin/python | Python extension');
    assert.equal(await chosen(linux, { workspaceFolder: '/w' }), '/w/.venv/bin/python | .venv in /w');
    assert.equal(await chosen(linux, {}), '/v/bin/python | active environment (VIRTUAL_ENV)');
    assert.equal(
      await chosen(machine('linux', all, { PATH: '/usr/bin' }), {}),
      '/usr/bin/python3 | python3 on the PATH',
    );
    assert.equal(await chosen(machine('linux', [], env), {}), 'No Python interpreter was found.');
  });

  it('may be an environment beside the flow or between it and the workspace folder, the nearest first', async () => {
    const wanted = { workspaceFolder: '/w', file: '/w/a/b/flow.py' };
    const files = ['/w/.venv/bin/python', '/w/a/venv/bin/python3', '/.venv/bin/python'];
    assert.equal(await chosen(machine('darwin', files), wanted), '/w/a/venv/bin/python3 | venv in /w/a');
    assert.equal(
      await chosen(machine('darwin', ['/.venv/bin/python']), wanted),
      'No Python interpreter was found.',
    );
    const outside = { workspaceFolder: '/w', file: '/other/flow.py' };
    assert.equal(await chosen(machine('linux', files), outside), '/w/.venv/bin/python | .venv in /w');
  });

  it('on Windows is python.exe below Scripts, or of conda, or the launcher', async () => {
    const venv = machine('win32', ['C:\\w\\.venv\\Scripts\\python.exe']);
    const wanted = { workspaceFolder: 'C:\\w', file: 'C:\\w\\flows\\a.py' };
    assert.equal(await chosen(venv, wanted), 'C:\\w\\.venv\\Scripts\\python.exe | .venv in C:\\w');
    const conda = machine('win32', ['D:\\conda\\python.exe'], { CONDA_PREFIX: 'D:\\conda' });
    assert.equal(await chosen(conda, wanted), 'D:\\conda\\python.exe | active environment (CONDA_PREFIX)');
    const launcher = machine('win32', ['C:\\Windows\\py.exe'], { Path: 'C:\\Windows', PATHEXT: '.EXE' });
    assert.equal(await chosen(launcher, wanted), 'C:\\Windows\\py.EXE | -3 | Python launcher (py -3)');
  });

  it('is never silently another one than the setting says', async () => {
    const linux = machine('linux', all, env);
    assert.match(
      await chosen(linux, { setting: '/gone/python' }),
      /stepwise\.pythonPath names \/gone\/python/,
    );
  });

  it('may be set as a command, a folder, with ~ or variables, or relative to the workspace folder', async () => {
    const linux = machine(
      'linux',
      ['/usr/bin/python3.12', '/w/tools/env/bin/python', '/home/ada/p/bin/python'],
      env,
    );
    const set = async (setting: string) =>
      (await chosen(linux, { setting, workspaceFolder: '/w' })).split(' | ')[0];
    assert.equal(await set('python3.12'), '/usr/bin/python3.12');
    assert.equal(await set('tools/env'), '/w/tools/env/bin/python');
    assert.equal(await set(`\${workspaceFolder}/tools/env/bin/python`), '/w/tools/env/bin/python');
    assert.equal(await set('~/p'), '/home/ada/p/bin/python');
    const windows = machine('win32', []);
    assert.equal(expandPath(windows, '~\\p', 'C:\\w'), 'C:\\Users\\ada\\p');
    assert.equal(expandPath(windows, 'tools/python.exe', 'C:\\w'), 'C:\\w\\tools\\python.exe');
  });
});

describe('PATH', () => {
  it('on Windows takes upper and lower case alike, quoted folders, endings by PATHEXT, and no store stubs', async () => {
    const stub = 'C:\\Users\\ada\\AppData\\Local\\Microsoft\\WindowsApps';
    const windows = machine('win32', [`${stub}\\python.exe`, 'C:\\Py 3\\python.exe'], {
      Path: `${stub};"C:\\Py 3"`,
      PATHEXT: '.COM;.EXE',
    });
    assert.equal(await findOnPath(windows, 'python'), 'C:\\Py 3\\python.EXE');
  });

  it('entries relative to the current folder are not looked at', async () => {
    assert.equal(
      await findOnPath(machine('linux', ['bin/python3', 'python3'], { PATH: 'bin:.:' }), 'python3'),
      undefined,
    );
  });
});

describe('the version of Metaflow', () => {
  const config = 'home = /usr/bin\ninclude-system-site-packages = false\n';

  it('is read from the environment on each platform', async () => {
    const linux = machine('linux', [
      '/w/.venv/lib/python3.11/site-packages/metaflow-2.19.38.dist-info/METADATA',
    ]);
    assert.deepEqual(await installedMetaflow(linux, '/w/.venv/bin/python'), {
      kind: 'installed',
      version: '2.19.38',
    });
    const windows = machine('win32', [
      'C:\\w\\.venv\\Lib\\site-packages\\metaflow-2.18.0.dist-info\\METADATA',
    ]);
    assert.deepEqual(await installedMetaflow(windows, 'C:\\w\\.venv\\Scripts\\python.exe'), {
      kind: 'installed',
      version: '2.18.0',
    });
    const mac = machine('darwin', [
      '/home/ada/Library/Python/3.9/lib/python/site-packages/metaflow/__init__.py',
    ]);
    assert.deepEqual(await installedMetaflow(mac, '/usr/bin/python3'), { kind: 'installed' });
  });

  it('is absent only where an isolated environment surely lacks it', async () => {
    const empty = machine('linux', {
      '/w/.venv/pyvenv.cfg': config,
      '/w/.venv/lib/python3.11/site-packages/metaflow_extras-1.0.dist-info/METADATA': '',
    });
    assert.deepEqual(await installedMetaflow(empty, '/w/.venv/bin/python'), { kind: 'absent' });
    const open = machine('linux', {
      '/w/.venv/pyvenv.cfg': config.replace('false', 'true'),
      '/w/.venv/lib/python3.11/site-packages/pip/__init__.py': '',
    });
    assert.deepEqual(await installedMetaflow(open, '/w/.venv/bin/python'), { kind: 'unknown' });
    assert.deepEqual(await installedMetaflow(open, '/home/ada/.pyenv/shims/python'), { kind: 'unknown' });
  });
});
