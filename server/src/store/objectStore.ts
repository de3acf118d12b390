/** A child of a folder in a store. */
export interface ObjectInfo {
  readonly name: string;
  readonly folder: boolean;
}

/** Bytes of an object. A negative `start` counts from the end. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

export interface ReadOptions {
  readonly range?: ByteRange;
  readonly signal?: AbortSignal;
}

export interface StoredBytes {
  /** The bytes of the range, or all of them up to `maxObjectBytes`. */
  readonly bytes: Uint8Array;
  /** Bytes of the whole object. */
  readonly size: number;
}

/** What is read at most without a range. */
export const maxObjectBytes = 256 * 1024 * 1024;

/**
 * Read-only access to a datastore: folders and objects below a root, named by keys with `/`. What is missing or cannot
 * be read is absent, not an error; only cancellation and an unsafe key throw.
 */
export interface ObjectStore {
  /** Shown to the user. */
  readonly location: string;
  /** Children of a folder, in no order; none where there is no such folder. */
  list(key: string, signal?: AbortSignal): Promise<readonly ObjectInfo[]>;
  read(key: string, options?: ReadOptions): Promise<StoredBytes | undefined>;
  /** Time of the last change of an object or folder, in milliseconds since the epoch. */
  modifiedAt(key: string, signal?: AbortSignal): Promise<number | undefined>;
}

/** An error whose message is a sentence for the user. */
export class StoreError extends Error {}

/** Whether a name from outside can be one part of a key: never a way to another folder, device or stream. */
export function isSafeName(name: string): boolean {
  return name.length > 0 && name.length <= 500 && !/[/\\:\p{Cc}]|^\.{1,2}$/u.test(name);
}

/** Joins names to a key; throws where one of them could lead elsewhere. */
export function keyOf(...names: readonly string[]): string {
  for (const name of names) {
    if (!isSafeName(name)) throw new StoreError(`“${name.slice(0, 100)}” is not a name in a datastore.`);
  }
  return names.join('/');
}

/** Reads small JSON files; undefined where the file is missing, half written or something else. */
export async function readJson(store: ObjectStore, key: string, signal?: AbortSignal): Promise<unknown> {
  const stored = await store.read(key, { range: { start: 0, length: 32 * 1024 * 1024 }, signal });
  if (stored === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(stored.bytes));
  } catch {
    return undefined;
  }
}
