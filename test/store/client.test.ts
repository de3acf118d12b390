import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readStoredLog } from '../../server/src/logs/storedLogs';
import { artifactValue } from '../../server/src/rpc/artifactValue';
import { openRepository } from '../../server/src/store/open';
import type { RunRepository } from '../../server/src/store/runRepository';
import { TemporaryFolder } from '../support/folder';
import { findPython, noPython } from '../support/python';
import type { Manifest, Scenario } from '../support/store';

interface ClientTask {
  readonly task: string;
  readonly successful: boolean;
  readonly finished: boolean;
  readonly finishedAt: number | null;
  readonly attempt: number;
  readonly artifacts: Readonly<Record<string, string | null>>;
  readonly stdout: string;
  readonly stderr: string;
}

interface ClientRun {
  readonly flow: string;
  readonly run: string;
  readonly successful: boolean;
  readonly finished: boolean;
  readonly finishedAt: number | null;
  readonly tags: readonly string[];
  readonly systemTags: readonly string[];
  readonly steps: Readonly<Record<string, readonly ClientTask[]>>;
}

const python = findPython();
const skip = python === undefined || process.platform === 'win32' ? noPython : false;

/** Metaflow is run for real, once; its own client then says what there is. */
describe('runs, tasks, artifacts and logs are what the Metaflow client says', { skip }, () => {
  const folder = new TemporaryFolder();
  const env = {
    ...process.env,
    METAFLOW_USER: 'tester',
    METAFLOW_HOME: path.join(folder.path, 'home'),
    METAFLOW_CLIENT_CACHE_PATH: path.join(folder.path, 'cache'),
  };
  let runs: readonly ClientRun[] = [];
  let manifest: Manifest['runs'] | undefined;
  let repository: RunRepository;

  const call = (args: readonly string[]) => {
    const { stdout, stderr, status } = spawnSync(python ?? '', args, {
      cwd: folder.path,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    assert.equal(status, 0, stderr);
    return stdout;
  };

  before(() => {
    manifest = JSON.parse(call([path.resolve('test/fixtures/record.py'), '--live', folder.path]));
    const [flow, run] = manifest?.types ?? ['', ''];
    call([
      '-c',
      `from metaflow import Run, namespace; namespace(None); Run("${flow}/${run}").add_tag("later")`,
    ]);
    runs = JSON.parse(call([path.resolve('test/store/client.py')]));
    repository = openRepository(path.join(folder.path, '.metaflow'));
  });
  after(() => folder.remove());

  test('the same flows and runs are listed, newest first', async () => {
    const ours = await repository.flows();
    assert.deepEqual(ours.map(({ flow }) => flow).sort(), [...new Set(runs.map(({ flow }) => flow))].sort());
    for (const { flow, runs: count } of ours) {
      const theirs = runs.filter((run) => run.flow === flow).map(({ run }) => run);
      assert.equal(count, theirs.length);
      assert.deepEqual(
        (await repository.runs(flow, 100)).map(({ run }) => run),
        theirs,
      );
    }
  });

  test('runs have the same outcome, end, tags and system tags', async () => {
    for (const theirs of runs) {
      const ours = await repository.run(theirs.flow, theirs.run);
      const name = `${theirs.flow}/${theirs.run}`;
      assert.equal(ours?.status === 'succeeded', theirs.successful, name);
      assert.equal(ours?.status === 'succeeded', theirs.finished, name);
      if (theirs.successful) assert.equal(Math.round(ours?.finishedAt ?? 0), theirs.finishedAt, name);
      assert.deepEqual(ours?.tags, theirs.tags);
      assert.deepEqual(ours?.systemTags, theirs.systemTags);
    }
  });

  test('tasks have the same attempt, outcome and end', async () => {
    for (const { flow, run, steps } of runs) {
      const ours = await repository.steps(flow, run);
      assert.deepEqual(new Set(ours.map(({ step }) => step)), new Set(Object.keys(steps)));
      for (const [step, tasks] of Object.entries(steps)) {
        const found = new Map((await repository.tasks(flow, run, step)).map((task) => [task.task, task]));
        assert.equal(found.size, tasks.length);
        for (const theirs of tasks) {
          const task = found.get(theirs.task);
          const name = `${flow}/${run}/${step}/${theirs.task}`;
          assert.equal(task?.attempt, theirs.attempt, name);
          assert.equal(task?.status === 'succeeded', theirs.successful, name);
          // "Finished" is the client's word for a task that is not failed, be it caught.
          assert.equal(task?.status === 'succeeded' || task?.status === 'caught', theirs.finished, name);
          if (theirs.finishedAt !== null)
            assert.equal(Math.round(task?.finishedAt ?? 0), theirs.finishedAt, name);
        }
      }
    }
  });

  test('artifacts have the same names, and simple ones the same values', async () => {
    let compared = 0;
    for (const { flow, run, steps } of runs) {
      for (const [step, tasks] of Object.entries(steps)) {
        for (const { task, artifacts } of tasks) {
          const place = { flow, run, step, task };
          const table = await repository.artifacts(place);
          const visible = table.map(({ name }) => name).filter((name) => !name.startsWith('_'));
          assert.deepEqual(visible.sort(), Object.keys(artifacts).sort());
          for (const [name, repr] of Object.entries(artifacts)) {
            if (repr === null) continue;
            const { text } = await artifactValue(repository, { ...place, name }, { width: 10_000 });
            assert.equal(text, repr, `${flow}/${run}/${step}/${task}/${name}`);
            compared++;
          }
        }
      }
    }
    assert.ok(compared > 50, String(compared));
  });

  test('logs have the same text, and copies in resumed runs have that of their origin', async () => {
    let compared = 0;
    const [copied, before] = [manifest?.resumed[1], manifest?.failed[1]];
    const original = runs.find(({ run }) => run === before)?.steps.start?.[0];
    for (const { flow, run, steps } of runs) {
      for (const [step, tasks] of Object.entries(steps)) {
        for (const { task, stdout, stderr } of tasks) {
          const copy = run === copied && step === 'start' ? original : undefined;
          for (const [stream, theirs] of [
            ['stdout', copy?.stdout ?? stdout],
            ['stderr', copy?.stderr ?? stderr],
          ] as const) {
            const { text } = await readStoredLog(repository.store, { flow, run, step, task }, stream);
            assert.equal(text, theirs, `${flow}/${run}/${step}/${task} ${stream}`);
            compared += text.length > 0 ? 1 : 0;
          }
        }
      }
    }
    assert.ok(compared > 10, String(compared));
  });

  test('what the client cannot tell: failed, killed and resumed runs', async () => {
    const status = async (scenario: Scenario) => {
      const [flow, run] = manifest?.[scenario] ?? ['', ''];
      return (await repository.run(flow, run))?.status;
    };
    assert.equal(await status('failed'), 'failed');
    assert.equal(await status('interrupted'), 'failed');
    // Killed a moment ago: for a minute nothing tells it from a run between two tasks.
    assert.match((await status('killed')) ?? '', /^(running|unknown)$/);
    const [flow, run] = manifest?.resumed ?? ['', ''];
    assert.equal((await repository.run(flow, run))?.origin, manifest?.failed[1]);
  });

  test('foreign files beside the runs change nothing', async () => {
    const root = path.join(folder.path, '.metaflow');
    mkdirSync(path.join(root, 'notes'));
    mkdirSync(path.join(root, 'FailFlow', 'backup', 'start'), { recursive: true });
    appendFileSync(path.join(root, 'FailFlow', 'README'), 'hello');
    const flows = await openRepository(root).flows();
    assert.ok(!flows.some(({ flow }) => flow === 'notes'));
    assert.equal(flows.find(({ flow }) => flow === 'FailFlow')?.runs, 2);
  });
});
