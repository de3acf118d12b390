import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { readStoredLog } from '../../server/src/logs/storedLogs';
import { artifactValue } from '../../server/src/rpc/artifactValue';
import { Liveness } from '../../server/src/store/liveness';
import { LocalStore } from '../../server/src/store/localStore';
import type { Worker } from '../../server/src/store/processes';
import { RunRepository } from '../../server/src/store/runRepository';
import { TemporaryFolder, withFolder } from '../support/folder';
import { CountingStore, type Scenario, unpackRecordedStore } from '../support/store';

const folder = new TemporaryFolder();
const { root, runs } = unpackRecordedStore(folder.path);

/** A repository at a time of one's own, with these workers alive. */
function repositoryAt(at: string, workers?: readonly Worker[], now = Date.now()): RunRepository {
  return new RunRepository(
    new LocalStore(at),
    new Liveness(
      async () => workers,
      () => now,
    ),
  );
}

const unpackedAt = Date.now();
const muchLater = unpackedAt + 86_400_000;
const repository = repositoryAt(root, [], muchLater);

async function statuses(scenario: Scenario, from = repository) {
  const [flow, run] = runs[scenario];
  const steps = await from.steps(flow, run);
  return {
    run: (await from.run(flow, run))?.status,
    steps: Object.fromEntries(steps.map(({ step, status }) => [step, status])),
  };
}

async function value(scenario: Scenario, step: string, name: string, task = '1') {
  const [flow, run] = runs[scenario];
  return artifactValue(repository, { flow, run, step, task, name });
}

describe('recorded runs', () => {
  after(() => folder.remove());

  test('each way a run can end is told by its run and its steps, in the order they began', async () => {
    assert.deepEqual(await statuses('types'), {
      run: 'succeeded',
      steps: { start: 'succeeded', paint: 'succeeded', join: 'succeeded', end: 'succeeded' },
    });
    assert.deepEqual(await statuses('failed'), {
      run: 'failed',
      steps: { start: 'succeeded', work: 'failed' },
    });
    assert.deepEqual(await statuses('resumed'), {
      run: 'succeeded',
      steps: { start: 'succeeded', work: 'succeeded', end: 'succeeded' },
    });
    assert.deepEqual(await statuses('retried'), {
      run: 'succeeded',
      steps: { start: 'succeeded', risky: 'caught', end: 'succeeded' },
    });
    assert.deepEqual(await statuses('switch'), {
      run: 'succeeded',
      steps: { choose: 'succeeded', melt: 'succeeded', done: 'succeeded' },
    });
    assert.deepEqual(await statuses('interrupted'), { run: 'failed', steps: { start: 'failed' } });
    assert.deepEqual(await statuses('killed'), { run: 'unknown', steps: { start: 'unknown' } });
    const [flow, run] = runs.killed;
    assert.ok((await repository.run(flow, run))?.lastActivityAt, 'its last sign of life is told');
  });

  test('a task that has begun runs while its process lives, or while its files are young', async () => {
    const [, run] = runs.killed;
    const alive = repositoryAt(root, [{ run, task: '1' }], muchLater);
    assert.deepEqual(await statuses('killed', alive), { run: 'running', steps: { start: 'running' } });
    const young = repositoryAt(root, [], unpackedAt);
    assert.equal((await statuses('killed', young)).run, 'running');
    const minutesLater = unpackedAt + 5 * 60_000;
    assert.equal((await statuses('killed', repositoryAt(root, [], minutesLater))).run, 'unknown');
    // Where processes cannot be listed the run gets longer to show a sign of life.
    assert.equal((await statuses('killed', repositoryAt(root, undefined, minutesLater))).run, 'running');
  });

  test('a step counts its tasks, and tasks of a foreach say which item they are', async () => {
    const [flow, run] = runs.types;
    const paint = (await repository.steps(flow, run)).find(({ step }) => step === 'paint');
    assert.deepEqual([paint?.tasks, paint?.succeeded, paint?.failed, paint?.running], [3, 3, 0, 0]);
    const tasks = await repository.tasks(flow, run, 'paint');
    assert.deepEqual(tasks.map(({ foreach }) => foreach).sort(), [
      ['items=blue'],
      ['items=green'],
      ['items=red'],
    ]);
    for (const { startedAt = 0, finishedAt = 0 } of tasks)
      assert.ok(0 < startedAt && startedAt <= finishedAt);
  });

  test('a retried task shows its newest attempt, and an older one on request', async () => {
    const [flow, run] = runs.retried;
    const [task] = await repository.tasks(flow, run, 'start');
    assert.equal(task?.attempt, 1);
    const place = { flow, run, step: 'start', task: task?.task ?? '' };
    assert.equal((await artifactValue(repository, { ...place, name: 'tries' })).text, '2');
    assert.match((await readStoredLog(repository.store, { ...place, attempt: 0 }, 'stderr')).text, /not yet/);
    assert.equal((await readStoredLog(repository.store, place, 'stdout')).text, 'attempt 1\n');
    await assert.rejects(
      artifactValue(repository, { ...place, attempt: 0, name: 'tries' }),
      /has no artifact tries/,
    );
  });

  test('a resumed run names its origin; a task it took over shows the log of the origin', async () => {
    const [flow, run] = runs.resumed;
    assert.equal((await repository.run(flow, run))?.origin, runs.failed[1]);
    const [start] = await repository.tasks(flow, run, 'start');
    assert.equal(start?.origin, `FailFlow/${runs.failed[1]}/start/1`);
    const [work] = await repository.tasks(flow, run, 'work');
    assert.equal(work?.origin, undefined);
    const log = await readStoredLog(repository.store, { flow, run, step: 'start', task: '1' });
    assert.equal(log.text, 'start says hello\n');
    assert.match(log.notes.join(), /took over/);
  });

  test('artifacts of many types are shown as Python writes them', async () => {
    const shown = async (name: string) => (await value('types', 'start', name)).text;
    assert.equal(await shown('integer'), '12345678901234567890');
    assert.equal(await shown('real'), '1e-07');
    assert.equal(await shown('words'), `['a', "b'c", 'd\\ne']`);
    assert.equal(await shown('table'), "{'one': 1, 2: (3, 4.5), None: {True}}");
    assert.equal(await shown('when'), 'datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc)');
    assert.equal(await shown('price'), "Decimal('12.50')");
    assert.equal(await shown('folder'), "PurePosixPath('/srv/files')");
    assert.equal(await shown('point'), 'Point(1, 2)');
    assert.equal(await shown('counts'), "Counter({'b': 1, 'a': 3, 'n': 2})");
    assert.equal(await shown('ordered'), "OrderedDict({'b': 1, 'a': 2})");
    assert.equal(await shown('model'), "Model(weights=[0.5, -1.25], name='linear')");
    assert.equal(await shown('text'), "'an included file\\n'");
    const frames = (await value('types', 'paint', '_foreach_stack', '2')).text;
    assert.match(
      frames,
      /^\[\s*ForeachFrame\(step='paint', var='items', num_splits=3, index=0, value='red'\)/,
    );
    assert.match(
      (await value('retried', 'risky', 'problem', '2')).text,
      /^MetaflowExceptionWrapper\(\s*exception='caught on purpose'/,
    );
  });

  test('the table of artifacts has types, sizes and what is internal', async () => {
    const [flow, run] = runs.types;
    const table = await repository.artifacts({ flow, run, step: 'start', task: '1' });
    const model = table.find(({ name }) => name === 'model');
    assert.equal(model?.type, '__main__.Model');
    assert.equal(model?.encoding, 'pickle-v4');
    assert.ok((model?.size ?? 0) > 20);
  });

  test('both streams of a log are merged by time, of a long log only the end is read', async () => {
    const [flow, run] = runs.types;
    const place = { flow, run, step: 'start', task: '1' };
    const { text, notes } = await readStoredLog(repository.store, place);
    assert.equal(text, 'first line\n    indented, with ünïcode\nto stderr\n');
    assert.deepEqual(notes, []);
    const end = await readStoredLog(repository.store, place, 'stdout', undefined, 150);
    assert.equal(end.text, '    indented, with ünïcode\n');
    assert.match(end.notes.join(), /only its last/);
    const [waiting, killed] = runs.killed;
    const none = await readStoredLog(repository.store, {
      flow: waiting,
      run: killed,
      step: 'start',
      task: '1',
    });
    assert.match(none.notes.join(), /when the task has ended/);
  });
});

describe('damaged and hostile datastores', () => {
  test('half-written files make a task unknown or failed, never an error', async () => {
    await withFolder(async (damaged) => {
      const { root: at } = unpackRecordedStore(damaged.path);
      const [flow, run] = runs.types;
      const task = path.join(at, flow, run, 'end', '6');
      const broken = repositoryAt(at, [], muchLater);
      truncateSync(path.join(task, '0.data.json'), 40);
      truncateSync(path.join(task, '0.attempt.json'), 3);
      assert.equal(
        (await broken.tasks(flow, run, 'end'))[0]?.status,
        'succeeded',
        'the metadata still tells',
      );
      assert.deepEqual(await broken.artifacts({ flow, run, step: 'end', task: '6' }), []);
      rmSync(path.join(task, '_meta'), { recursive: true });
      writeFileSync(path.join(task, '_meta'), 'not a folder');
      const again = repositoryAt(at, [], muchLater);
      assert.equal((await again.tasks(flow, run, 'end'))[0]?.status, 'unknown');
      for (const name of ['_meta/_self.json', '_parameters/0/_meta/_self.json']) {
        writeFileSync(path.join(at, flow, run, name), '{"flow_id":');
      }
      assert.deepEqual((await again.run(flow, run))?.tags, []);
      rmSync(path.join(at, flow, run, '_parameters'), { recursive: true });
      assert.equal((await again.runs(flow, 10)).length, 1);
      assert.equal(await again.run(flow, '1700000000000000'), undefined);
      assert.deepEqual(await again.steps('NoFlow', run), []);
    });
  });

  test('a value that is missing, damaged or replaced gets one clear sentence', async () => {
    await withFolder(async (damaged) => {
      const { root: at } = unpackRecordedStore(damaged.path);
      const [flow, run] = runs.types;
      const place = { flow, run, step: 'start', task: '1', name: 'table' };
      const broken = repositoryAt(at, [], muchLater);
      const sha = (await broken.artifacts(place)).find(({ name }) => name === 'table')?.sha ?? '';
      const blob = path.join(at, flow, 'data', sha.slice(0, 2), sha);
      truncateSync(blob, 30);
      assert.match((await artifactValue(broken, place)).notes.join(' '), /could not be unpacked completely/);
      writeFileSync(blob, 'not gzip');
      assert.match((await artifactValue(broken, place)).notes.join(' '), /could not be unpacked/);
      writeFileSync(`${blob}_meta`, '{"cas_raw": true, "cas_version": 1}');
      assert.match((await artifactValue(broken, place)).notes.join(' '), /do not match their SHA-1/);
      writeFileSync(`${blob}_meta`, '{"cas_version": 7}');
      await assert.rejects(artifactValue(broken, place), /newer kind \(version 7\)/);
      rmSync(blob);
      await assert.rejects(artifactValue(broken, place), /is missing/);
    });
  });

  test('links out of the datastore are not followed', {
    skip: process.platform === 'win32' && 'links need rights on Windows',
  }, async () => {
    await withFolder(async (outside) => {
      outside.write('secret.txt', 'secret');
      outside.write('.metaflow/F/latest_run', '1');
      const at = path.join(outside.path, '.metaflow');
      symlinkSync(path.join(outside.path, 'secret.txt'), path.join(at, 'F', 'link'));
      symlinkSync(outside.path, path.join(at, 'F', '1700000000000001'));
      const store = new LocalStore(at);
      assert.equal(await store.read('F/link'), undefined);
      assert.deepEqual(
        (await store.list('F')).map(({ name }) => name),
        ['latest_run'],
      );
      assert.equal((await repositoryAt(at).flows())[0]?.runs, 0);
      // The root itself may be a link: that is the user's choice.
      symlinkSync(at, path.join(outside.path, 'linked'));
      assert.ok(await new LocalStore(path.join(outside.path, 'linked')).read('F/latest_run'));
    });
  });

  test('names that lead elsewhere are refused', async () => {
    const store = new LocalStore(root);
    for (const name of ['..', '.', '', 'a/b', 'a\\b', 'C:', 'a\0b']) {
      await assert.rejects(repository.steps('FailFlow', name), /is not a name/);
    }
    for (const key of ['../x', 'a//b', 'a/../b', '/etc'])
      await assert.rejects(store.read(key), /is not a place/);
  });

  test('a request that was cancelled ends with an abort', async () => {
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(repository.flows(controller.signal), { name: 'AbortError' });
  });
});

test('listing a page of 2,000 runs reads the runs of the page only', async () => {
  await withFolder(async (big) => {
    const at = path.join(big.path, '.metaflow');
    const id = (i: number) => String(1_700_000_000_000_000 + i * 1_000_000);
    for (let i = 0; i < 2000; i++) {
      const run = path.join(at, 'BigFlow', id(i));
      mkdirSync(path.join(run, 'start', '1'), { recursive: true });
      writeFileSync(path.join(run, 'start', '1', '0.attempt.json'), '{"time": 1700000000}');
      mkdirSync(path.join(run, '_meta'));
      writeFileSync(path.join(run, '_meta', '_self.json'), '{"flow_id": "BigFlow"}');
    }
    const store = new CountingStore(new LocalStore(at));
    const large = new RunRepository(store, new Liveness(async () => []));
    const [flow] = await large.flows();
    assert.equal(flow?.runs, 2000);
    assert.deepEqual([store.lists, store.reads], [2, 0]);
    const page = await large.runs('BigFlow', 20);
    assert.deepEqual(
      page.map(({ run }) => run),
      Array.from({ length: 20 }, (_, i) => id(1999 - i)),
    );
    assert.ok(store.lists + store.reads < 20 * 10, `${store.lists} lists and ${store.reads} reads`);
    const next = await large.runs('BigFlow', 20, page.at(-1)?.createdAt);
    assert.equal(next[0]?.run, id(1979));
  });
});

test('what is known of a run that ended is not read again', async () => {
  await withFolder(async (place) => {
    const { root: at } = unpackRecordedStore(place.path);
    const store = new CountingStore(new LocalStore(at));
    const cached = new RunRepository(
      store,
      new Liveness(
        async () => [],
        () => muchLater,
      ),
    );
    await cached.runs('TypesFlow', 10);
    await cached.runs('FailFlow', 10);
    store.lists = store.reads = 0;
    await cached.runs('TypesFlow', 10);
    await cached.runs('FailFlow', 10);
    // The flows' folders, and the records of three runs, whose tags can change.
    assert.deepEqual([store.lists, store.reads], [2, 3]);
  });
});
