// Runs test files: `node scripts/unit.mjs [PART OF A PATH…]`. They are bundled into one file and run by Node's own runner.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { nodeOptions } from '../esbuild.config.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Milliseconds after which tests that hang are given up; many times what they take. */
const limit = 20 * 60_000;

/** Folders without tests, and those whose tests need a VS Code: test.mjs runs these. */
const skipped = new Set(['node_modules', 'fixtures', 'e2e', 'host', 'bench']);

/**
 * All `*.test.ts` files below the folders, relative to the root, with `/`.
 * @param {readonly string[]} [folders]
 */
export function testFiles(folders = ['server/src', 'client/src', 'test']) {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) visit(file);
      } else if (entry.name.endsWith('.test.ts')) found.push(file);
    }
  };
  for (const folder of folders) visit(folder);
  return found.sort();
}

/**
 * Bundles the files and runs them in one process.
 * @param {string[]} files relative to the root
 * @param {string} name of the bundle
 * @param {Record<string, string>} env added to the environment
 * @param {import('esbuild').BuildOptions} options of the bundle, where it differs from what ships
 * @returns {Promise<{passed: number, failed: number, skipped: string[]}>} what was skipped: its name and the reason
 */
export async function runTests(files, name, env = {}, options = {}) {
  const result = { passed: 0, failed: 0, skipped: [] };
  if (files.length === 0) return result;
  const folder = path.join(root, 'build', 'tests');
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, `${name}.${options.format === 'esm' ? 'mjs' : 'cjs'}`);
  await esbuild.build({
    ...nodeOptions,
    ...options,
    stdin: {
      contents: files.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'),
      resolveDir: root,
    },
    outfile,
    sourcemap: 'inline',
  });
  process.chdir(root);
  Object.assign(process.env, env, { NODE_OPTIONS: '--enable-source-maps' });
  const stream = run({ files: [outfile], concurrency: false, timeout: limit });
  const isCase = (data) => data.details.type !== 'suite' && data.name !== outfile && data.file !== undefined;
  stream.on('test:pass', (data) => {
    // A suite that is skipped says so itself, and nothing of its tests.
    if (data.skip !== undefined)
      result.skipped.push(typeof data.skip === 'string' ? `${data.name}: ${data.skip}` : data.name);
    else if (isCase(data)) result.passed++;
  });
  stream.on('test:fail', (data) => {
    if (isCase(data) || data.details.error?.failureType === 'testCodeFailure') result.failed++;
  });
  stream.compose(new spec()).pipe(process.stdout);
  await new Promise((resolve) => stream.on('end', resolve));
  return result;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const filters = process.argv.slice(2);
  const files = testFiles().filter(
    (file) => filters.length === 0 || filters.some((part) => file.includes(part)),
  );
  if (files.length === 0) {
    process.stderr.write(`No test file matches ${filters.join(' ')}.\n`);
    process.exit(2);
  }
  const result = await runTests(files, `run-${process.pid}`);
  process.stdout.write(
    `${result.passed} passed, ${result.failed} failed, ${result.skipped.length} skipped\n`,
  );
  process.exit(result.failed === 0 ? 0 : 1);
}
