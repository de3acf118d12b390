/** Everything that turns URIs into file paths and Python module names into places to look for them. */
import nodePath from 'node:path';
import { URI } from 'vscode-uri';

/** The same text for every spelling of a URI (`file:///c:/a` and `file:///c%3A/a`). */
export function canonicalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** The file of a document or of the notebook that a cell belongs to; undefined for texts without a file. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri);
    return parsed.scheme === 'file' || parsed.scheme === 'vscode-notebook-cell' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

/** Whether the document is a notebook's cell: magics and shell escapes make its text something else than Python. */
export function isNotebookCell(uri: string): boolean {
  return uri.startsWith('vscode-notebook-cell:');
}

/**
 * Files that could hold an imported module, the likeliest first. Python looks beside the file that is run; which file
 * of the workspace that is can not be known, so the folders above it are tried too, up to the workspace's folder.
 * @param from the importing file
 * @param module dotted; empty for `from . import x`
 * @param level leading dots
 * @param folders of the workspace
 */
export function moduleCandidates(
  from: string,
  module: string,
  level: number,
  folders: readonly string[],
  path: nodePath.PlatformPath = nodePath,
): string[] {
  const parts = module === '' ? [] : module.split('.');
  if (parts.some((part) => !/^[\p{L}\p{N}_]+$/u.test(part))) return [];
  let folder = path.dirname(from);
  const bases = [folder];
  if (level > 0) {
    for (let i = 1; i < level; i++) folder = path.dirname(folder);
    bases[0] = folder;
  } else {
    const top = folders.find((candidate) => isInside(candidate, folder, path));
    while (top !== undefined && folder !== top && path.dirname(folder) !== folder) {
      folder = path.dirname(folder);
      bases.push(folder);
    }
    if (top !== undefined) bases.push(path.join(top, 'src'));
  }
  return bases.flatMap((base) => {
    const target = path.join(base, ...parts);
    const init = path.join(target, '__init__.py');
    return parts.length === 0 ? [init] : [`${target}.py`, init];
  });
}

function isInside(folder: string, file: string, path: nodePath.PlatformPath): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
