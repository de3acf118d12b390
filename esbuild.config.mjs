// Bundles everything that ships: extension, language server, data worker, command line and the webview apps.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { notices } from './scripts/notices.mjs';
import { pyrightPlugin } from './scripts/pyright-plugin.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Options shared by every bundle that runs in Node. */
export const nodeOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // Some dependencies publish a UMD entry that esbuild cannot follow; their ES module entry is the same code.
  mainFields: ['module', 'main'],
  plugins: [pyrightPlugin()],
  logLevel: 'warning',
};

/** Entry points that exist so far, by the name of their bundle. */
function entries(candidates) {
  return Object.fromEntries(
    Object.entries(candidates).filter(([, file]) => existsSync(path.join(root, file))),
  );
}

/** Every `client/src/features/<name>/app/main.ts` is a webview bundle called `<name>`. */
function webviewEntries() {
  const features = path.join(root, 'client/src/features');
  if (!existsSync(features)) return {};
  return entries(
    Object.fromEntries(
      readdirSync(features).map((name) => [name, `client/src/features/${name}/app/main.ts`]),
    ),
  );
}

/** The esbuild option sets of the whole product. */
export function bundles({ minify, sourcemap }) {
  return [
    {
      ...nodeOptions,
      entryPoints: entries({
        extension: 'client/src/extension.ts',
        server: 'server/src/main.ts',
        dataWorker: 'server/src/dataWorker.ts',
        cli: 'server/src/cli.ts',
      }),
      outdir: 'dist',
      // The first line of a bundle, so that it can tell how long its modules took to load.
      banner: { js: 'const bundleStarted = performance.now();' },
      minify,
      sourcemap,
    },
    {
      absWorkingDir: root,
      bundle: true,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      entryPoints: webviewEntries(),
      outdir: 'dist/webview',
      loader: { '.ttf': 'file' },
      assetNames: '[name]',
      minify,
      sourcemap: false,
      logLevel: 'warning',
    },
  ].filter((options) => Object.keys(options.entryPoints).length > 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const metafiles = [];
    for (const options of bundles({ minify: production, sourcemap: production ? false : 'linked' })) {
      if (watch) await (await esbuild.context(options)).watch();
      else metafiles.push((await esbuild.build({ ...options, metafile: true })).metafile);
    }
    if (production) writeFileSync(path.join(root, 'dist/THIRD_PARTY_NOTICES.txt'), notices(root, metafiles));
  } catch {
    // What is wrong has been printed.
    process.exitCode = 1;
  }
}
