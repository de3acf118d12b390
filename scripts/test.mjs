// `npm test`: installs what is missing and runs everything. Its last line is "N passed, N failed, N skipped".
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowserVSCode } from './lib/browserVSCode.mjs';
import { ensureBuild } from './lib/bundles.mjs';
import { findChromium, howToInstallChromium } from './lib/chromium.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { endChildren, onStop } from './lib/processes.mjs';
import { allParts, part } from './lib/progress.mjs';
import { build, Problem } from './lib/project.mjs';
import { ensureEnvironment } from './lib/python.mjs';

const help = `Usage: npm test [-- PART… [FILE…]]

Installs what is missing and runs the parts, all of them where none is named, or of unit and e2e only the files whose
path contains FILE:
  check    types, lint, format, architecture
  unit     functions, the language server over its protocol, parity with Metaflow
  host     a suite inside the extension host of a real VS Code
  e2e      the whole product in a real VS Code, driven as a person would
And on demand only:
  desktop  the suite of "host" in a desktop VS Code, downloaded unless VSCODE_EXECUTABLE names one

What cannot run here is listed as skipped, with the reason; with CI=true that is a failure.
Screenshots of the last run are in build/screenshots.
`;

const results = [];
/** Why something that a later part needs is not there. */
const missing = {};

/** @param {readonly string[]} files @param {readonly string[]} filters parts of paths; without any all match */
function chosenFrom(files, filters) {
  return files.filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)));
}

/** What tests are told of this machine: the browser to use, and reasons to skip themselves. */
function machine() {
  const told = {
    CHROMIUM: findChromium(),
    STEPWISE_NO_BROWSER: missing.browser,
    STEPWISE_NO_METAFLOW: missing.python,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

const parts = {
  check: async () => (await import('./check.mjs')).runChecks(),
  unit: async (filters) => {
    const { architectureTest } = await import('./check.mjs');
    const { runTests, testFiles } = await import('./unit.mjs');
    const files = testFiles().filter((file) => file !== architectureTest);
    return runTests(chosenFrom(files, filters), 'unit', machine());
  },
  host: async () => {
    const { runHostSuite } = await import('./host.mjs');
    return missing.browser === undefined ? runHostSuite('browser') : skip('host', missing.browser);
  },
  e2e: async (filters) => {
    const { runTests, testFiles } = await import('./unit.mjs');
    const env = machine();
    if (missing.browser === undefined) {
      const { packageExtension } = await import('./package.mjs');
      env.STEPWISE_VSIX = await part('package', packageExtension);
    }
    // The helpers in scripts/lib know where they are: they are loaded from there.
    const external = ['playwright-core', './scripts/lib/*'];
    return runTests(chosenFrom(testFiles(['test/e2e']), filters), 'e2e', env, { format: 'esm', external });
  },
  desktop: async () => (await import('./host.mjs')).runHostSuite('desktop'),
};
const usual = ['check', 'unit', 'host', 'e2e'];

function skip(name, reason) {
  return { passed: 0, failed: 0, skipped: [`${name}: ${reason}`] };
}

/** Does a part of the preparation that only some tests need; those are skipped where it cannot be had. */
async function optional(need, name, work) {
  try {
    await part(name, work);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.message}\n`);
    missing[need] = error.message.split('\n')[0];
  }
}

async function prepare(names) {
  const runs = (...wanted) => wanted.some((name) => names.includes(name));
  // A source that does not compile fails the tests that need it; the checks say where it is wrong.
  const build = () => optional('build', 'build', ensureBuild);
  const parts = [
    part('npm packages', ensurePackages).then(runs('unit', 'host', 'desktop') ? build : undefined),
  ];
  if (runs('unit', 'host', 'e2e', 'desktop'))
    parts.push(optional('python', 'Python environment', (say) => ensureEnvironment({ say })));
  if (runs('host', 'e2e'))
    parts.push(
      optional('browser', 'VS Code for the browser', async (say) => {
        if (!existsSync(findChromium() ?? ''))
          throw new Problem(`No browser was found: ${howToInstallChromium}.`);
        await ensureBrowserVSCode(say);
      }),
    );
  await allParts(parts);
}

async function runPart(name, filters) {
  process.stdout.write(`\n── ${name}\n`);
  try {
    results.push(await parts[name](filters));
  } catch (error) {
    process.stderr.write(`${error instanceof Problem ? error.message : error.stack}\n`);
    results.push({ passed: 0, failed: 1 });
  }
}

/** Prints what was skipped and the last line. @returns {number} the exit code */
function report() {
  const sum = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
  const skipped = results.flatMap((result) => result.skipped ?? []);
  process.stdout.write('\n');
  for (const line of skipped) process.stdout.write(`skipped  ${line}\n`);
  const screenshots = path.join(build, 'screenshots');
  if (existsSync(screenshots)) process.stdout.write(`screenshots  ${screenshots}\n`);
  const strict = process.env.CI === 'true';
  if (strict && skipped.length > 0) process.stdout.write('With CI=true nothing may be skipped.\n');
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${skipped.length} skipped\n`);
  return sum('failed') > 0 || (strict && skipped.length > 0) ? 1 : 0;
}

async function main(names) {
  if (names.some((name) => name === '--help' || name === '-h')) return process.stdout.write(help);
  const named = names.filter((name) => name in parts);
  const filters = names.filter((name) => !(name in parts));
  if (named.length === 0 && filters.length > 0)
    throw new Problem(`There is no part "${filters[0]}" of the tests.\n\n${help}`);
  const chosen = named.length === 0 ? usual : named;
  await prepare(chosen);
  for (const name of chosen) await runPart(name, filters);
  process.exitCode = report();
}

onStop(async () => {
  await endChildren();
  return 130;
});
try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  results.push({ passed: 0, failed: 1 });
  process.exitCode = report();
}
