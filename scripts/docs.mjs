// Writes docs/checks from the checks themselves: `node scripts/docs.mjs`. A test tells when that is due.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { nodeOptions } from '../esbuild.config.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'docs', 'checks');
const outfile = path.join(root, 'build', 'docs.cjs');
await esbuild.build({
  ...nodeOptions,
  stdin: {
    contents:
      "export { checks } from './server/src/checks/registry'; export { docPages } from './server/src/checks/docs';",
    resolveDir: root,
  },
  outfile,
});
const { default: bundle } = await import(pathToFileURL(outfile).href);
const pages = bundle.docPages(bundle.checks);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder))
  if (!pages.some((page) => page.file === file)) rmSync(path.join(folder, file));
for (const page of pages) writeFileSync(path.join(folder, page.file), page.text);
process.stdout.write(`${pages.length} pages in docs/checks\n`);
