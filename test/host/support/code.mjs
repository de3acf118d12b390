#!/usr/bin/env node
// Stands where @vscode/test-electron expects the program of a desktop VS Code: takes the same arguments and ends with
// the exit code of the suite, but opens VS Code in a browser without a window.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../../scripts/lib/chromium.mjs';
import { startCodeServer } from '../../../scripts/lib/codeServer.mjs';
import { endChildren, onStop } from '../../../scripts/lib/processes.mjs';

/** Milliseconds after which a suite that says nothing is given up. */
const limit = 5 * 60_000;

const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = args.find((arg) => !arg.startsWith('-')) ?? os.tmpdir();

onStop(async () => {
  await endChildren();
  return 130;
});
const profile = mkdtempSync(path.join(os.tmpdir(), 'stepwise-profile-'));
let code = 1;
try {
  const server = await startCodeServer({ profile, development: true });
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const exited = new Promise((resolve) => {
    page.exposeFunction('codeAutomationExit', resolve);
    setTimeout(() => resolve(1), limit).unref();
  });
  await page.exposeFunction('codeAutomationLog', () => {});
  const names = ['extensionDevelopmentPath', 'extensionTestsPath'];
  await page.goto(
    server.address(
      folder,
      names.map((name) => [name, option(name) ?? '']),
    ),
  );
  code = Number(await exited);
  await browser.close();
  await server.close();
} finally {
  rmSync(profile, { recursive: true, force: true });
}
process.exit(code);
