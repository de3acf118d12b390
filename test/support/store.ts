import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ObjectInfo, ObjectStore, ReadOptions, StoredBytes } from '../../server/src/store/objectStore';

/** Runs recorded with real Metaflow by test/fixtures/record.py. */
export type Scenario =
  | 'types'
  | 'failed'
  | 'resumed'
  | 'retried'
  | 'switch'
  | 'interrupted'
  | 'killed'
  | 'card';

export interface Manifest {
  readonly runs: Readonly<Record<Scenario, readonly [flow: string, run: string]>>;
}

/** Unpacks the recorded datastore into `folder`; gives its root and the runs by what happened in them. */
export function unpackRecordedStore(folder: string): { root: string; runs: Manifest['runs'] } {
  const packed = gunzipSync(readFileSync('test/fixtures/store/store.json.gz')).toString('utf8');
  const { runs, files } = JSON.parse(packed) as Manifest & { files: Record<string, string> };
  const root = path.join(folder, '.metaflow');
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(content, 'base64'));
  }
  return { root, runs };
}

/** Counts what is asked of a store. */
export class CountingStore implements ObjectStore {
  lists = 0;
  reads = 0;
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  get location(): string {
    return this.#store.location;
  }

  list(key: string, signal?: AbortSignal): Promise<readonly ObjectInfo[]> {
    this.lists++;
    return this.#store.list(key, signal);
  }

  read(key: string, options?: ReadOptions): Promise<StoredBytes | undefined> {
    this.reads++;
    return this.#store.read(key, options);
  }

  modifiedAt(key: string, signal?: AbortSignal): Promise<number | undefined> {
    return this.#store.modifiedAt(key, signal);
  }
}
