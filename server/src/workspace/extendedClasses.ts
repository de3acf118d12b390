import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Emitter } from '../base/event';
import type { FlowFile } from '../flow/model';
import { canonicalUri, uriOfPath } from './paths';

/** Folders of other people's code. Hidden ones (`.git`, `.venv`, `.metaflow`) are left out in any case. */
export const foreignFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'site-packages',
  '__pycache__',
  'venv',
]);

/** How many Python files are looked at in a search; a workspace with more has its first ones searched. */
const mostFiles = 5000;

/**
 * Which classes are extended by flows of other files. Such a class is a base, incomplete on purpose, and is not checked
 * by itself. The workspace is searched once, when the first class turns up for which it matters; from then on files are
 * followed as they change.
 */
export class ExtendedClasses {
  readonly #read: (uri: string) => FlowFile | undefined;
  readonly #byFile = new Map<string, ReadonlySet<string>>();
  readonly #didChange = new Emitter<void>();
  #search: 'due' | 'under way' | 'done' = 'due';
  #disposed = false;

  /** The answer may have changed for some class. */
  readonly onDidChange = this.#didChange.on;

  /** @param read the flows of a file, undefined for one without any */
  constructor(read: (uri: string) => FlowFile | undefined) {
    this.#read = read;
  }

  /** Whether some flow inherits steps of this class; undefined while that is being found out. */
  has(uri: string, className: string, folders: readonly string[]): boolean | undefined {
    if (this.#search === 'due') {
      this.#search = 'under way';
      void this.#searchFolders(folders);
    }
    const key = keyOf(canonicalUri(uri), className);
    for (const classes of this.#byFile.values()) if (classes.has(key)) return true;
    return this.#search === 'done' ? false : undefined;
  }

  /** A file has these flows now; undefined where it is gone or has none. */
  update(uri: string, file: FlowFile | undefined): void {
    const before = this.#byFile.get(uri);
    const after = extendedBy(file);
    if (after.size === 0) this.#byFile.delete(uri);
    else this.#byFile.set(uri, after);
    const same = after.size === (before?.size ?? 0) && [...after].every((key) => before?.has(key));
    if (!same && this.#search === 'done') this.#didChange.fire();
  }

  /** Files on disk changed; before the search there is nothing to keep up to date. */
  filesChanged(uris: readonly string[]): void {
    if (this.#search !== 'due') for (const uri of uris) this.update(uri, this.#read(uri));
  }

  /** Other folders belong to the workspace now. */
  reset(): void {
    this.#byFile.clear();
    this.#search = 'due';
  }

  dispose(): void {
    this.#disposed = true;
  }

  async #searchFolders(folders: readonly string[]): Promise<void> {
    let left = mostFiles;
    const waiting = [...folders];
    for (let folder = waiting.shift(); folder !== undefined && left > 0; folder = waiting.shift()) {
      for (const entry of await entriesOf(folder)) {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory()) {
          if (!entry.name.startsWith('.') && !foreignFolders.has(entry.name)) waiting.push(full);
        } else if (entry.isFile() && entry.name.endsWith('.py') && left-- > 0) {
          if (this.#disposed) return;
          const uri = uriOfPath(full);
          this.update(uri, this.#read(uri));
          // Keystrokes go first.
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    }
    this.#search = 'done';
    if (!this.#disposed) this.#didChange.fire();
  }
}

/** Nothing for a folder that can not be read, or that is a virtual environment, whatever its name. */
async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.some(({ name }) => name === 'pyvenv.cfg') ? [] : entries;
}

function extendedBy(file: FlowFile | undefined): ReadonlySet<string> {
  const classes = new Set<string>();
  for (const { flow } of file?.flows ?? [])
    for (const step of flow.steps.values())
      if (step.source !== flow.source) classes.add(keyOf(canonicalUri(step.source), step.definedIn));
  return classes;
}

function keyOf(uri: string, className: string): string {
  return `${uri} ${className}`;
}
