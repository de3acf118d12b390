import { readFileSync, statSync } from 'node:fs';
import { uriOfPath } from './paths';
import { longestText, Source } from './source';

interface Entry {
  readonly modified: number;
  readonly size: number;
  readonly source: Source;
}

/** Texts of files that are not open, cached by time and size. */
export class DiskFiles {
  readonly #entries = new Map<string, Entry>();
  readonly #capacity: number;

  /** @param capacity how many files are kept */
  constructor(capacity = 200) {
    this.#capacity = capacity;
  }

  /** The file's text; undefined where there is no such file, or none that can be read. */
  read(path: string): Source | undefined {
    try {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat?.isFile()) {
        this.#entries.delete(path);
        return undefined;
      }
      const known = this.#entries.get(path);
      if (known?.modified === stat.mtimeMs && known.size === stat.size) return known.source;
      // A character has at most four bytes: what is longer than that is too long in any case and need not be read.
      const text = stat.size > 4 * longestText ? '\0' : decode(readFileSync(path));
      const source = new Source(uriOfPath(path), -1, text);
      this.#entries.delete(path);
      this.#entries.set(path, { modified: stat.mtimeMs, size: stat.size, source });
      const oldest = this.#entries.keys().next().value;
      if (this.#entries.size > this.#capacity && oldest !== undefined) this.#entries.delete(oldest);
      return source;
    } catch {
      return undefined;
    }
  }
}

/** Decodes a Python file as Python does: UTF-8 with or without a BOM, or what its first two lines declare (PEP 263). */
export function decode(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 400)).toString('latin1');
  const declared = /^(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)/.exec(head)?.[1];
  // The one name that Python knows and the Encoding Standard does not.
  const label = declared?.replaceAll('_', '-').replace(/^latin-1$/i, 'latin1');
  try {
    return new TextDecoder(label ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
