/** Metaflow's local metadata: one JSON file per object in `_meta` folders (metaflow/plugins/metadata_providers/local.py, 2.19.38). */
import { numberOf, property, stringOf, stringsOf } from './json';
import { type ObjectInfo, type ObjectStore, readJson } from './objectStore';

/** What `_self.json` of a run tells. Editing tags rewrites it with a new time and user. */
export interface RunRecord {
  readonly user?: string;
  readonly tags: readonly string[];
  readonly systemTags: readonly string[];
  /** Milliseconds since the epoch. */
  readonly recordedAt?: number;
}

/** Undefined where there is no record, so that the folder is not a run by the local metadata. */
export async function readRunRecord(
  store: ObjectStore,
  run: string,
  signal?: AbortSignal,
): Promise<RunRecord | undefined> {
  const json = await readJson(store, `${run}/_meta/_self.json`, signal);
  if (property(json, 'flow_id') === undefined) return undefined;
  const systemTags = stringsOf(property(json, 'system_tags')).sort();
  const tagged = systemTags.find((tag) => tag.startsWith('user:'))?.slice(5);
  return {
    user: tagged ?? stringOf(property(json, 'user_name')),
    tags: stringsOf(property(json, 'tags')).sort(),
    systemTags,
    recordedAt: numberOf(property(json, 'ts_epoch')),
  };
}

/** Reads named fields of a task's metadata. A field may be recorded several times: the newest of the attempt counts. */
export class TaskMetadata {
  readonly #store: ObjectStore;
  readonly #folder: string;
  #entries: Promise<readonly ObjectInfo[]> | undefined;

  constructor(store: ObjectStore, task: string) {
    this.#store = store;
    this.#folder = `${task}/_meta`;
  }

  /** The value, of any JSON type. `attempt` selects records of that attempt, and records that name none. */
  async field(name: string, attempt?: number, signal?: AbortSignal): Promise<unknown> {
    this.#entries ??= this.#store.list(this.#folder, signal);
    const prefix = `sysmeta_${name}_`;
    const files = (await this.#entries)
      .map((entry) => entry.name)
      .filter((file) => file.startsWith(prefix) && /^\d+\.json$/.test(file.slice(prefix.length)))
      .sort(
        (a, b) => Number.parseInt(b.slice(prefix.length), 10) - Number.parseInt(a.slice(prefix.length), 10),
      );
    for (const file of files) {
      const json = await readJson(this.#store, `${this.#folder}/${file}`, signal);
      if (property(json, 'field_name') !== name) continue;
      const tag = stringsOf(property(json, 'tags')).find((text) => text.startsWith('attempt_id:'));
      if (attempt === undefined || tag === undefined || tag === `attempt_id:${attempt}`) {
        return property(json, 'value');
      }
    }
    return undefined;
  }

  /** A field as text; the text "None", which stands for nothing, is left out. */
  async text(name: string, attempt?: number, signal?: AbortSignal): Promise<string | undefined> {
    const value = stringOf(await this.field(name, attempt, signal));
    return value === 'None' || value === '' ? undefined : value;
  }

  /** When an attempt recorded an artifact, in milliseconds since the epoch. */
  async artifactRecordedAt(name: string, attempt: number, signal?: AbortSignal): Promise<number | undefined> {
    const json = await readJson(this.#store, `${this.#folder}/${attempt}_artifact_${name}.json`, signal);
    return numberOf(property(json, 'ts_epoch'));
  }
}
