// `npm run package`: the extension as one file, build/stepwise.vsix.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './lib/bundles.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { run, tail } from './lib/processes.mjs';
import { part } from './lib/progress.mjs';
import { build, Problem, root } from './lib/project.mjs';

/** Megabytes that an install may cost. */
const limit = 6;

/** Builds for production and packages it. @returns {Promise<string>} the path of the file */
export async function packageExtension() {
  const file = path.join(build, 'stepwise.vsix');
  mkdirSync(build, { recursive: true });
  // Leftovers of another build would be packaged too.
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await ensureBuild(() => {}, { production: true });
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  // Links of the README stay as they are: they lead to files of the package.
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  const { ok, output } = await run(process.execPath, [vsce, 'package', ...options, '--out', file], {
    cwd: root,
  });
  if (!ok) throw new Problem(`The extension could not be packaged:\n${tail(output)}`);
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await part('npm packages', ensurePackages);
    const file = await part('package', packageExtension);
    const size = statSync(file).size / 1e6;
    process.stdout.write(`${path.relative(root, file)}: ${size.toFixed(2)} MB (at most ${limit} MB)\n`);
    if (size > limit) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
