import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Liveness } from '../../server/src/store/liveness';
import { LocalStore } from '../../server/src/store/localStore';
import { RunRepository } from '../../server/src/store/runRepository';
import { RootWatcher } from '../../server/src/store/watch';
import { withFolder } from '../support/folder';
import { unpackRecordedStore } from '../support/store';

/** Collects what a watcher tells and waits for it. */
class Changes {
  readonly #seen: (string | undefined)[] = [];
  #waiting: (() => void) | undefined;

  readonly add = (flow?: string): void => {
    this.#seen.push(flow);
    this.#waiting?.();
  };

  /** Resolves at the next change that `matches`; forgets those before. */
  async next(matches: (flow: string | undefined) => boolean = () => true): Promise<void> {
    for (;;) {
      while (this.#seen.length > 0) if (matches(this.#seen.shift())) return;
      // Watching keeps no process alive by itself.
      const hold = setInterval(() => undefined, 1000);
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
      clearInterval(hold);
    }
  }
}

function watcherOf(root: string, alive: () => string | undefined, changes: Changes): RootWatcher {
  const workers = async () => [{ run: alive() ?? '', task: '1' }];
  // A day later nothing is alive by the age of its files alone.
  const liveness = new Liveness(workers, () => Date.now() + 86_400_000);
  return new RootWatcher(root, new RunRepository(new LocalStore(root), liveness), changes.add);
}

test('a datastore that does not exist yet is noticed when it is made, and when it goes away', async () => {
  await withFolder(async (folder) => {
    const root = path.join(folder.path, 'later', '.metaflow');
    const changes = new Changes();
    const watcher = watcherOf(root, () => undefined, changes);
    await watcher.start();
    try {
      mkdirSync(path.dirname(root));
      mkdirSync(root);
      await changes.next();
      mkdirSync(path.join(root, 'NewFlow'));
      await changes.next();
      mkdirSync(path.join(root, 'NewFlow', '1700000000000000'));
      await changes.next((flow) => flow === 'NewFlow');
      rmSync(path.dirname(root), { recursive: true });
      await changes.next((flow) => flow === undefined);
    } finally {
      watcher.dispose();
    }
  });
});

test('a run that goes on is followed until it ends, without watching its folders', async () => {
  await withFolder(async (folder) => {
    const { root, runs } = unpackRecordedStore(path.join(folder.path, 'recorded'));
    const [flow, run] = runs.types;
    const end = path.join(root, flow, run, 'end');
    const aside = path.join(folder.path, 'end');
    renameSync(end, aside);
    const changes = new Changes();
    const watcher = watcherOf(root, () => run, changes);
    await watcher.start();
    try {
      const repository = new RunRepository(
        new LocalStore(root),
        new Liveness(async () => [{ run, task: '1' }]),
      );
      assert.equal((await repository.run(flow, run))?.status, 'running');
      renameSync(aside, end);
      await changes.next((name) => name === flow);
      assert.equal((await repository.run(flow, run))?.status, 'succeeded');
    } finally {
      watcher.dispose();
    }
  });
});
