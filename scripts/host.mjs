// Runs the suite of test/host inside the extension host of a real VS Code, through @vscode/test-electron.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { nodeOptions } from '../esbuild.config.mjs';
import { build, root } from './lib/project.mjs';
import { environment } from './lib/python.mjs';
import { testFiles } from './unit.mjs';

async function bundle() {
  const outdir = path.join(build, 'host');
  rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    ...nodeOptions,
    entryPoints: ['test/host/support/suite.ts', ...testFiles(['test/host'])],
    outdir,
    outbase: 'test/host',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
  return path.join(outdir, 'support/suite.js');
}

/** A desktop VS Code is named, or found by @vscode/test-electron, which downloads one where there is none. */
function desktopOptions() {
  const chosen = process.env.VSCODE_EXECUTABLE;
  return chosen === undefined ? {} : { vscodeExecutablePath: chosen };
}

/**
 * @param {'browser' | 'desktop'} kind the VS Code to use
 * @returns {Promise<{passed: number, failed: number, skipped: string[], activation?: number}>} `activation`: the
 *   milliseconds that the extension took of its own
 */
export async function runHostSuite(kind) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-host-'));
  const result = path.join(folder, 'result.json');
  const standIn = { vscodeExecutablePath: path.join(root, 'test/host/support/code.mjs') };
  let said = '';
  try {
    await runTests({
      ...(kind === 'browser' ? standIn : desktopOptions()),
      extensionDevelopmentPath: root,
      extensionTestsPath: await bundle(),
      extensionTestsEnv: {
        STEPWISE_HOST_RESULT: result,
        VIRTUAL_ENV: environment,
        METAFLOW_USER: 'tester',
        METAFLOW_HOME: path.join(folder, 'metaflow'),
      },
      launchArgs: [
        path.join(root, 'test/host/workspace'),
        '--disable-extensions',
        '--disable-workspace-trust',
      ],
    });
  } catch (error) {
    said = error.message;
  }
  // An extension host that was killed ends with 0 as well: only the result file proves that the tests ran.
  const written = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  if (written === undefined) {
    process.stderr.write(`The suite did not run to its end. ${said}\n`);
    return { passed: 0, failed: 1, skipped: [] };
  }
  process.stdout.write(written.output);
  return written;
}
