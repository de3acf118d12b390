/** Values by the SHA-1 of their bytes (metaflow/datastore/content_addressed_store.py, 2.19.38). */
import { createHash } from 'node:crypto';
import { createGunzip } from 'node:zlib';
import { property } from './json';
import { keyOf, type ObjectStore, readJson, StoreError } from './objectStore';

export interface Content {
  /** The bytes, or their beginning where a note says so. */
  readonly bytes: Uint8Array;
  /** One sentence each: what is wrong with the bytes. */
  readonly notes: readonly string[];
}

/** What is unpacked of a value at most. */
export const maxContentBytes = 128 * 1024 * 1024;

/** Throws StoreError where the value is not there. */
export async function readContent(
  store: ObjectStore,
  flow: string,
  sha: string,
  signal?: AbortSignal,
  maxBytes = maxContentBytes,
): Promise<Content> {
  const key = keyOf(flow, 'data', sha.slice(0, 2), sha);
  const stored = await store.read(key, { signal, range: { start: 0, length: maxBytes } });
  if (stored === undefined)
    throw new StoreError(`The stored value ${sha.slice(0, 12)} of ${flow} is missing.`);
  const meta = await readJson(store, `${key}_meta`, signal);
  const version = property(meta, 'cas_version');
  if (version !== undefined && version !== 1) {
    throw new StoreError(
      `The stored value is of a newer kind (version ${String(version).slice(0, 20)}) that is not known.`,
    );
  }
  if (property(meta, 'cas_raw') === true) {
    return checked(stored.bytes, sha, stored.size > maxBytes ? tooLong(maxBytes) : []);
  }
  const { bytes, notes } = await unpack(stored.bytes, maxBytes, signal);
  return checked(bytes, sha, notes);
}

/** The content of an IncludeFile, which is kept outside of the flow's own values: `data/<Flow>/<sha>`, gzipped. */
export async function readIncludedFile(
  store: ObjectStore,
  flow: string,
  sha: string,
  signal?: AbortSignal,
): Promise<Content | undefined> {
  const stored = await store.read(keyOf('data', flow, sha), {
    signal,
    range: { start: 0, length: maxContentBytes },
  });
  return stored && unpack(stored.bytes, maxContentBytes, signal);
}

/** Unpacks gzip up to `maxBytes`, whatever it would grow to; damage keeps what came before. */
export function unpack(packed: Uint8Array, maxBytes: number, signal?: AbortSignal): Promise<Content> {
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip();
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (notes: readonly string[]) => {
      gunzip.destroy();
      resolve({ bytes: Buffer.concat(chunks).subarray(0, maxBytes), notes });
    };
    gunzip.on('data', (chunk: Buffer) => {
      if (signal?.aborted) {
        gunzip.destroy();
        reject(signal.reason);
        return;
      }
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) end(tooLong(maxBytes));
    });
    gunzip.on('end', () => end([]));
    gunzip.on('error', () => end(['The stored value is damaged: it could not be unpacked completely.']));
    gunzip.end(packed);
  });
}

function tooLong(maxBytes: number): string[] {
  return [`Only the first ${Math.round(maxBytes / 1024 / 1024)} MB of the value were read.`];
}

function checked(bytes: Uint8Array, sha: string, notes: readonly string[]): Content {
  if (notes.length > 0 || createHash('sha1').update(bytes).digest('hex') === sha) return { bytes, notes };
  return { bytes, notes: ['The stored value is not what was saved: its bytes do not match their SHA-1.'] };
}
