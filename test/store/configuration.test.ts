import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readConfiguration } from '../../server/src/store/config';
import { readContent, unpack } from '../../server/src/store/contentStore';
import { LocalStore } from '../../server/src/store/localStore';
import { findRoots } from '../../server/src/store/roots';
import { withFolder } from '../support/folder';

const setting = (value: string) => JSON.stringify({ METAFLOW_DATASTORE_SYSROOT_LOCAL: value });

test('the environment wins over the project file, that over the global file', async () => {
  await withFolder(async (folder) => {
    const home = path.join(folder.path, 'home');
    folder.write(
      'home/.metaflowconfig/config.json',
      JSON.stringify({ METAFLOW_A: 'global', METAFLOW_B: 'global', METAFLOW_C: 'global' }),
    );
    folder.write(
      'project/.metaflow/config.json',
      JSON.stringify({ METAFLOW_A: 'project', METAFLOW_B: 'project' }),
    );
    folder.write('project/deep/file', '');
    const place = { folder: path.join(folder.path, 'project', 'deep'), env: { METAFLOW_A: 'env' }, home };
    const { get } = await readConfiguration(place);
    assert.deepEqual([get('A'), get('B'), get('C'), get('D')], ['env', 'project', 'global', undefined]);
  });
});

test('a profile replaces the global file, METAFLOW_HOME moves it', async () => {
  await withFolder(async (folder) => {
    folder.write('conf/config.json', JSON.stringify({ METAFLOW_A: 'plain', METAFLOW_B: 'plain' }));
    folder.write('conf/config_team.json', JSON.stringify({ METAFLOW_A: 'team' }));
    const env = { METAFLOW_HOME: path.join(folder.path, 'conf'), METAFLOW_PROFILE: 'team' };
    const { get } = await readConfiguration({ folder: folder.path, env, home: folder.path });
    assert.deepEqual([get('A'), get('B')], ['team', undefined]);
  });
});

test('a configuration that is not JSON is ignored and told', async () => {
  await withFolder(async (folder) => {
    folder.write('.metaflowconfig/config.json', '{"METAFLOW_A": ');
    const { get, notes } = await readConfiguration({ folder: folder.path, env: {}, home: folder.path });
    assert.equal(get('A'), undefined);
    assert.match(notes.join(), /config\.json is not a JSON object/);
  });
});

test('datastores are found in a folder, above it, and where the configuration says; each once', async () => {
  await withFolder(async (folder) => {
    const { path: top } = folder;
    for (const name of ['project/.metaflow', 'project/deep/er', 'shared/.metaflow', 'empty'])
      mkdirSync(path.join(top, name), { recursive: true });
    folder.write('file/.metaflow', 'a file of that name is no datastore');
    const at = (...names: string[]) => names.map((name) => path.join(top, ...name.split('/')));
    const roots = (folders: string[], env = {}) => findRoots(folders, env, path.join(top, 'home'));
    assert.deepEqual(await roots(at('project/deep/er', 'project', 'gone')), at('project/.metaflow'));
    assert.deepEqual(await roots(at('file')), []);
    const env = { METAFLOW_DATASTORE_SYSROOT_LOCAL: path.join(top, 'shared') };
    assert.deepEqual(await roots(at('project', 'empty'), env), at('project/.metaflow', 'shared/.metaflow'));
    assert.deepEqual(
      await roots(at('empty'), { METAFLOW_DATASTORE_SYSROOT_LOCAL: path.join(top, 'gone') }),
      [],
    );
    folder.write('project/.metaflow/config.json', setting(path.join(top, 'shared')));
    assert.deepEqual(await roots(at('project')), at('project/.metaflow', 'shared/.metaflow'));
  });
});

test('a packed value that would grow beyond the bound is cut there', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
  const { bytes, notes } = await unpack(bomb, 1024 * 1024);
  assert.equal(bytes.length, 1024 * 1024);
  assert.deepEqual(notes, ['Only the first 1 MB of the value were read.']);
});

test('a value can be stored as it is, and one without a description is packed', async () => {
  await withFolder(async (folder) => {
    const sha = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d';
    folder.write(`F/data/aa/${sha}`, 'hello');
    folder.write(`F/data/aa/${sha}_meta`, '{"cas_raw": true, "cas_version": 1}');
    const store = new LocalStore(folder.path);
    const text = async () => Buffer.from((await readContent(store, 'F', sha)).bytes).toString();
    assert.equal(await text(), 'hello');
    folder.write(`F/data/aa/${sha}_meta`, '');
    folder.write(`F/data/aa/${sha}`, gzipSync('hello'));
    assert.equal(await text(), 'hello');
    await assert.rejects(readContent(store, 'F', '../../../etc/passwd'), /is not a name/);
  });
});
