import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  isSafeName,
  maxObjectBytes,
  type ObjectInfo,
  type ObjectStore,
  type ReadOptions,
  type StoredBytes,
  StoreError,
} from './objectStore';

/** A datastore in a folder. Links that lead out of the folder are not followed. */
export class LocalStore implements ObjectStore {
  readonly location: string;
  #root: Promise<string | undefined> | undefined;

  /** @param root path of the `.metaflow` folder; it may itself be a link */
  constructor(root: string) {
    this.location = root;
  }

  async list(key: string, signal?: AbortSignal): Promise<readonly ObjectInfo[]> {
    const folder = await this.#resolve(key, signal);
    if (folder === undefined) return [];
    const entries = (await absentOnError(readdir(folder, { withFileTypes: true }))) ?? [];
    signal?.throwIfAborted();
    const found: ObjectInfo[] = [];
    for (const entry of entries) {
      if (entry.isDirectory() || entry.isFile()) {
        found.push({ name: entry.name, folder: entry.isDirectory() });
      } else if (entry.isSymbolicLink() && isSafeName(entry.name)) {
        const target = await this.#resolve(key === '' ? entry.name : `${key}/${entry.name}`, signal);
        const info = target && (await absentOnError(stat(target)));
        if (info) found.push({ name: entry.name, folder: info.isDirectory() });
      }
    }
    return found;
  }

  async read(key: string, { range, signal }: ReadOptions = {}): Promise<StoredBytes | undefined> {
    const file = await this.#resolve(key, signal);
    if (file === undefined) return undefined;
    // Not blocking: a pipe in place of a file must not keep the reader waiting.
    const handle = await absentOnError(open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
    if (handle === undefined) return undefined;
    try {
      const info = await absentOnError(handle.stat());
      if (!info?.isFile()) return undefined;
      const start = range === undefined ? 0 : range.start < 0 ? info.size + range.start : range.start;
      const length = range?.length ?? maxObjectBytes;
      return await readBytes(handle, info, Math.max(0, start), length, signal);
    } finally {
      await absentOnError(handle.close());
    }
  }

  async modifiedAt(key: string, signal?: AbortSignal): Promise<number | undefined> {
    const file = await this.#resolve(key, signal);
    return file === undefined ? undefined : (await absentOnError(stat(file)))?.mtimeMs;
  }

  /** The real path of a key; undefined where nothing is there or a link leads out of the root. */
  async #resolve(key: string, signal?: AbortSignal): Promise<string | undefined> {
    signal?.throwIfAborted();
    const names = key === '' ? [] : key.split('/');
    if (!names.every(isSafeName))
      throw new StoreError(`“${key.slice(0, 200)}” is not a place in a datastore.`);
    this.#root ??= absentOnError(realpath(this.location));
    const root = await this.#root;
    if (root === undefined) {
      this.#root = undefined;
      return undefined;
    }
    const real = await absentOnError(realpath(path.join(root, ...names)));
    if (real === undefined) return undefined;
    return real === root || real.startsWith(root + path.sep) ? real : undefined;
  }
}

async function readBytes(
  handle: FileHandle,
  info: Stats,
  start: number,
  maximum: number,
  signal: AbortSignal | undefined,
): Promise<StoredBytes | undefined> {
  const wanted = Math.max(0, Math.min(maximum, info.size - start));
  const bytes = Buffer.allocUnsafe(wanted);
  let filled = 0;
  while (filled < wanted) {
    signal?.throwIfAborted();
    const part = Math.min(wanted - filled, 8 * 1024 * 1024);
    const got = await absentOnError(handle.read(bytes, filled, part, start + filled));
    if (got === undefined) return undefined;
    // The file became shorter while it was read.
    if (got.bytesRead === 0) break;
    filled += got.bytesRead;
  }
  return { bytes: bytes.subarray(0, filled), size: info.size };
}

/** Missing, forbidden, broken: for a reader it is all "not there". */
async function absentOnError<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch {
    return undefined;
  }
}
