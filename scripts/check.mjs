// Types, lint, format and architecture: everything that can be said of the source without running the product.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export const architectureTest = 'test/architecture.test.ts';

/** Each is a script of Node with its arguments. */
const steps = [
  ['types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of webviews', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.webview.json'],
  ['lint and format', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  ['architecture', 'scripts/unit.mjs', architectureTest],
];

/** @returns {Promise<number | null>} the exit code */
function runScript(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, script), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    child.once('error', reject).once('exit', resolve);
  });
}

/** @returns {Promise<{passed: number, failed: number}>} */
export async function runChecks() {
  const result = { passed: 0, failed: 0 };
  for (const [name, script, ...args] of steps) {
    const ok = (await runScript(script, args)) === 0;
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name}\n`);
    if (ok) result.passed++;
    else result.failed++;
  }
  return result;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = (await runChecks()).failed === 0 ? 0 : 1;
