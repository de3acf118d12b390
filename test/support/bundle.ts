import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

let building: Promise<string> | undefined;

/** Builds the server as it ships, once per run of the tests, and gives the path of its entry. */
export function bundledServer(): Promise<string> {
  building ??= build();
  return building;
}

async function build(): Promise<string> {
  const outdir = path.resolve('build', `server-${process.pid}`);
  process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
  // The build description is a module of its own and is not bundled into the tests.
  const script = `
    const { default: esbuild } = await import('esbuild');
    const { bundles } = await import('./esbuild.config.mjs');
    const [node] = bundles({ minify: true, sourcemap: false });
    const { server, dataWorker } = node.entryPoints;
    const entryPoints = dataWorker === undefined ? { server } : { server, dataWorker };
    await esbuild.build({ ...node, entryPoints, outdir: ${JSON.stringify(outdir)} });`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return path.join(outdir, 'server.js');
}
