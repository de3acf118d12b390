// The licences of the libraries that a bundle contains: MIT and the like ask that they are passed on with it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the package that a bundled file belongs to, with `/`; undefined for our own files. */
function packageOf(file) {
  const at = file.lastIndexOf('node_modules/');
  if (at < 0) return undefined;
  const [scope, name] = file.slice(at + 'node_modules/'.length).split('/');
  return file.slice(0, at) + ['node_modules', scope, ...(scope.startsWith('@') ? [name] : [])].join('/');
}

/**
 * @param {string} root
 * @param {import('esbuild').Metafile[]} metafiles of all bundles
 * @returns {string} the text to ship beside them
 */
export function notices(root, metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = [...new Set(inputs.map(packageOf).filter((folder) => folder !== undefined))].sort();
  const parts = folders.map((folder) => {
    const full = path.join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(path.join(full, 'package.json'), 'utf8'));
    const texts = readdirSync(full)
      .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
      .map((file) => readFileSync(path.join(full, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  return `Stepwise contains the following libraries.${line}${parts.join(line)}\n`;
}
