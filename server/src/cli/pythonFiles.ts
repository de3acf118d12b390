import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { foreignFolders } from '../workspace/extendedClasses';

/** A file to look at. */
export interface FoundFile {
  /** As the user would write it: the path given, joined with what is below it. */
  readonly name: string;
  readonly path: string;
  /** Whether it was named itself, rather than a folder above it. */
  readonly isNamed: boolean;
}

/**
 * The Python files that paths stand for, each once; folders are searched, in order of the alphabet.
 * @param fail told in one sentence of each path that can not be read
 */
export function* findPythonFiles(
  paths: readonly string[],
  cwd: string,
  fail: (message: string) => void,
): Iterable<FoundFile> {
  const seen = new Set<string>();
  for (const name of paths) {
    const full = path.resolve(cwd, name);
    const stat = statOf(full);
    if (stat === undefined) fail(`There is no file or folder ${name}.`);
    else if (!stat.isDirectory()) {
      if (isNew(seen, full)) yield { name, path: full, isNamed: true };
    } else yield* below(name, full, seen, new Set(), fail);
  }
}

function* below(
  name: string,
  folder: string,
  seen: Set<string>,
  folders: Set<string>,
  fail: (message: string) => void,
): Iterable<FoundFile> {
  // A link may lead back to a folder above.
  const waiting = [{ name, folder }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isNew(folders, next.folder)) continue;
    const found: { name: string; folder: string }[] = [];
    for (const entry of entriesOf(next.folder, next.name, fail)) {
      const inner = { name: joined(next.name, entry), folder: path.join(next.folder, entry) };
      const stat = statOf(inner.folder);
      if (stat?.isDirectory()) {
        if (!entry.startsWith('.') && !foreignFolders.has(entry) && !isEnvironment(inner.folder))
          found.push(inner);
      } else if (stat?.isFile() && entry.endsWith('.py') && isNew(seen, inner.folder)) {
        yield { name: inner.name, path: inner.folder, isNamed: false };
      }
    }
    waiting.push(...found.reverse());
  }
}

function entriesOf(folder: string, name: string, fail: (message: string) => void): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    fail(`The folder ${name} can not be read (${reasonOf(error)}).`);
    return [];
  }
}

/** `.` is left out, so that names read as they are written elsewhere. */
function joined(folder: string, entry: string): string {
  if (folder === '.') return entry;
  return /[/\\]$/.test(folder) ? `${folder}${entry}` : `${folder}${path.sep}${entry}`;
}

/** Python virtual environments have any name. */
function isEnvironment(folder: string): boolean {
  return statOf(path.join(folder, 'pyvenv.cfg')) !== undefined;
}

function statOf(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isNew(seen: Set<string>, file: string): boolean {
  const real = realpathSync(file);
  return !seen.has(real) && seen.add(real) !== undefined;
}

/** Why the system refused something, in words. */
export function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ENOENT') return 'it is gone';
  return typeof code === 'string' ? code : 'unknown reason';
}
