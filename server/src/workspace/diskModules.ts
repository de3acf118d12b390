import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ModuleResolver, ResolvedModule } from '../flow/model';
import { parse } from '../python/parser';
import { decode } from './diskFiles';
import { moduleCandidates, pathOfUri, uriOfPath } from './paths';

/** Larger modules (bytes) define no base class that anybody wrote. */
const largest = 4_000_000;

/** Looks up imported modules among files on disk that do not change: those of one command. */
export class DiskModules implements ModuleResolver {
  readonly #folders: readonly string[];
  readonly #known = new Map<string, ResolvedModule | undefined>();

  /** @param folders up to which the folders above an importing file are looked at */
  constructor(folders: readonly string[]) {
    this.#folders = folders.map((folder) => path.resolve(folder));
  }

  resolve(fromUri: string, module: string, level: number): ResolvedModule | undefined {
    const from = pathOfUri(fromUri);
    if (from === undefined) return undefined;
    for (const candidate of moduleCandidates(from, module, level, this.#folders)) {
      const found = this.#module(candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #module(file: string): ResolvedModule | undefined {
    if (this.#known.has(file)) return this.#known.get(file);
    const module = read(file);
    this.#known.set(file, module);
    return module;
  }
}

function read(file: string): ResolvedModule | undefined {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > largest) return undefined;
    return { uri: uriOfPath(file), module: parse(decode(readFileSync(file))) };
  } catch {
    return undefined;
  }
}
