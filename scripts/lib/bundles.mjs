// The build, done only where a source has changed since the last one.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, tail } from './processes.mjs';
import { Problem, root } from './project.mjs';

const marker = path.join(root, 'dist/.built');
const sources = [
  'client/src',
  'server/src',
  'esbuild.config.mjs',
  'package-lock.json',
  'scripts/pyright-plugin.mjs',
  'scripts/notices.mjs',
];

/** Changes whenever a source that ships changes. */
function fingerprint(production) {
  const hash = createHash('sha256').update(String(production));
  const visit = (file) => {
    const full = path.join(root, file);
    if (!existsSync(full) || file.endsWith('.test.ts')) return;
    const info = statSync(full);
    if (info.isDirectory()) for (const name of readdirSync(full).sort()) visit(`${file}/${name}`);
    else hash.update(`${file}\0${info.size}\0${info.mtimeMs}\n`);
  };
  for (const file of sources) visit(file);
  return hash.digest('hex');
}

/**
 * @param {(detail: string) => void} say
 * @param {{production?: boolean}} [options] production: minified, without source maps
 */
export async function ensureBuild(say, { production = false } = {}) {
  const wanted = fingerprint(production);
  if (
    existsSync(marker) &&
    readFileSync(marker, 'utf8') === wanted &&
    existsSync(`${root}/dist/extension.js`)
  )
    return;
  say('building');
  const args = [path.join(root, 'esbuild.config.mjs'), ...(production ? ['--production'] : [])];
  const { ok, output } = await run(process.execPath, args, { cwd: root });
  if (!ok) throw new Problem(`The build failed:\n${tail(output, 40)}`);
  writeFileSync(marker, wanted);
}
