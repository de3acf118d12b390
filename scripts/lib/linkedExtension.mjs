// The extension as if it were installed: a folder in the extensions folder, with links to what would ship.
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

const shipped = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist', 'media', 'docs'];

/**
 * A new build needs no new link, only a reload of the window. Links rather than one link to the project: should the
 * user press Uninstall, VS Code deletes the folder and with it the links, not the sources.
 * @param {string} extensions the extensions folder of a VS Code
 */
export function linkExtension(extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  mkdirSync(extensions, { recursive: true });
  for (const other of readdirSync(extensions))
    if (other.startsWith(`${publisher}.${name}-`))
      rmSync(path.join(extensions, other), { recursive: true, force: true });
  // The list of installed extensions is made anew from the folders.
  rmSync(path.join(extensions, 'extensions.json'), { force: true });
  const folder = path.join(extensions, `${publisher}.${name}-${version}`);
  mkdirSync(folder);
  const present = new Set(readdirSync(root));
  for (const part of shipped)
    if (present.has(part)) symlinkSync(path.join(root, part), path.join(folder, part));
}
