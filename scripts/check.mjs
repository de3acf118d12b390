// Types, lint, format and architecture: everything that can be said of the source without running the product.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const node = (name, script, ...args) => [name, process.execPath, [path.join(root, script), ...args]];

const steps = [
  node('types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'),
  node('types of webviews', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.webview.json'),
  node('lint and format', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  node('architecture', 'scripts/unit.mjs', 'test/architecture.test.ts'),
];
let failed = 0;
for (const [name, command, args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
