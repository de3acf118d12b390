// Measures and prints a table: `npm run bench [-- PART OF A NAME…]`. Each module of test/bench that exports `rows` adds some.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { nodeOptions } from '../esbuild.config.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const filters = process.argv.slice(2);
const modules = readdirSync('test/bench')
  .filter((file) => file.endsWith('.ts'))
  .filter((file) =>
    /^export (async )?function rows\b/m.test(readFileSync(path.join('test/bench', file), 'utf8')),
  )
  .filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)))
  .sort();

const outdir = path.join(root, 'build', `bench-${process.pid}`);
mkdirSync(outdir, { recursive: true });
await esbuild.build({
  ...nodeOptions,
  entryPoints: modules.map((file) => `test/bench/${file}`),
  outdir,
});

const print = (line) => process.stdout.write(`${line}\n`);
print(
  `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${os.platform()}\n`,
);
let width = 60;
for (const file of modules) {
  const module = await import(pathToFileURL(path.join(outdir, file.replace(/\.ts$/, '.js'))).href);
  try {
    for (const { name, value, target = '', met, note = '' } of await module.default.rows()) {
      width = Math.max(width, name.length);
      const mark = met === undefined ? '' : met ? 'ok' : 'MISSED';
      print(
        `${name.padEnd(width)} ${value.padStart(10)}  ${target.padEnd(10)} ${mark.padEnd(7)}${note}`.trimEnd(),
      );
    }
  } catch (error) {
    print(`${file}: not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
rmSync(outdir, { recursive: true, force: true });
