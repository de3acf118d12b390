// npm without a shell, and the packages of the project.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram, run, tail } from './processes.mjs';
import { Problem, root } from './project.mjs';

/** The command line that starts npm. On Windows `npm` is a batch file, which cannot be started without a shell. */
function npmCommand() {
  const beside = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const script = [process.env.npm_execpath ?? '', beside].find(
    (file) => path.basename(file) === 'npm-cli.js' && existsSync(file),
  );
  if (script !== undefined) return [process.execPath, script];
  const program = process.platform === 'win32' ? undefined : findProgram('npm');
  if (program === undefined)
    throw new Problem('npm was not found. It comes with Node.js: install Node.js 20 or newer.');
  return [program];
}

/** What `npm run` tells its scripts about the project would mislead an npm that works elsewhere. */
function npmEnvironment() {
  const told = /^(npm_(package|lifecycle|command)|npm_config_(local_prefix|prefix)$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)));
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
export async function npm(args, cwd) {
  const [command, ...first] = npmCommand();
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const { ok, output } = await run(command, [...first, ...args, ...quiet], { cwd, env: npmEnvironment() });
  if (!ok) throw new Problem(`npm ${args[0]} failed in ${cwd}. npm says:\n${tail(output)}`);
}

/** @returns {Record<string, {version?: string, optional?: boolean, link?: boolean}> | undefined} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what the lock file asks for. */
export function packagesAreInstalled(folder = root) {
  const wanted = lockedPackages(path.join(folder, 'package-lock.json'));
  const present = lockedPackages(path.join(folder, 'node_modules/.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([name, { version, optional, link }]) => {
    if (!name.startsWith('node_modules/') || link === true) return true;
    const found = present[name];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** @param {(detail: string) => void} say */
export async function ensurePackages(say) {
  if (packagesAreInstalled()) return;
  say('installing');
  await npm(['ci'], root);
}
