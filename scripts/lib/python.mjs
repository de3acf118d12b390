// A Python and, made with it, the virtual environment in which the examples run.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram, isProgram, run, tail } from './processes.mjs';
import { examples, Problem } from './project.mjs';

const minimum = [3, 9];
const windows = process.platform === 'win32';

export const environment = path.join(examples, '.venv');
export const environmentPython = path.join(environment, windows ? 'Scripts/python.exe' : 'bin/python');
const requirements = path.join(examples, 'requirements.txt');
const marker = path.join(environment, '.requirements-installed');

/** @typedef {{command: string, args: string[], version: string}} Python */

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Python | undefined>} undefined where it cannot be started
 */
async function probe(command, args) {
  const code = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
  const { ok, output } = await run(command, [...args, '-c', code]);
  const version = /^\d+\.\d+\.\d+$/m.exec(output)?.[0];
  return ok && version !== undefined ? { command, args, version } : undefined;
}

function isNewEnough({ version }) {
  const [major, minor] = version.split('.').map(Number);
  return major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
}

function howToInstall() {
  if (windows) return 'install it from python.org or with "winget install Python.Python.3.12"';
  if (process.platform === 'darwin') return 'install it from python.org or with "brew install python"';
  if (findProgram('apt-get')) return 'install it with "sudo apt-get install python3 python3-venv"';
  if (findProgram('dnf')) return 'install it with "sudo dnf install python3"';
  return 'install the package python3 of your system';
}

/**
 * @param {string} [chosen] the path or name of an interpreter; without one it is looked for
 * @returns {Promise<Python>}
 */
export async function findPython(chosen) {
  const wanted = minimum.join('.');
  if (chosen !== undefined) {
    const program = chosen.includes(path.sep) ? path.resolve(chosen) : chosen;
    const python = await probe(program, []);
    if (python === undefined)
      throw new Problem(`"${chosen}" is not a Python interpreter that can be started.`);
    if (!isNewEnough(python))
      throw new Problem(`"${chosen}" is Python ${python.version}; Python ${wanted} or newer is needed.`);
    return python;
  }
  const candidates = [['python3'], ['python'], ...(windows ? [['py', '-3']] : [])];
  const tooOld = [];
  for (const [command, ...args] of candidates) {
    const python = await probe(command, args);
    if (python === undefined) continue;
    if (isNewEnough(python)) return python;
    tooOld.push(python);
  }
  const found = tooOld[0];
  throw new Problem(
    found === undefined
      ? `Python was not found. Python ${wanted} or newer is needed: ${howToInstall()}, or name one with --python PATH.`
      : `${found.command} is Python ${found.version}, and Python ${wanted} or newer is needed: ${howToInstall()}, or name one with --python PATH.`,
  );
}

/** Makes the empty environment with `venv` or, where the system has taken that out of Python, with `virtualenv`. */
async function createEnvironment({ command, args, version }) {
  rmSync(environment, { recursive: true, force: true });
  const hasVenv = await run(command, [...args, '-c', 'import ensurepip, venv']);
  const attempts = [];
  if (hasVenv.ok) attempts.push([command, [...args, '-m', 'venv', environment]]);
  attempts.push([command, [...args, '-m', 'virtualenv', '--quiet', environment]]);
  attempts.push(['virtualenv', ['--quiet', '--python', command, environment]]);
  let said = '';
  for (const [program, options] of attempts) {
    const { ok, output } = await run(program, options);
    if (ok && isProgram(environmentPython)) return;
    if (said === '') said = output;
    rmSync(environment, { recursive: true, force: true });
  }
  if (hasVenv.ok) throw new Problem(`Python could not make the environment ${environment}:\n${tail(said)}`);
  const name = `python${version.split('.').slice(0, 2).join('.')}-venv`;
  throw new Problem(
    `${command} (Python ${version}) comes without the module venv: install the package ${name} (or python3-venv), for example with "sudo apt-get install ${name}", then start again.`,
  );
}

/** Whether the interpreter of the environment starts and finds Metaflow. */
async function isWhole() {
  if (!existsSync(environmentPython)) return false;
  const code = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("metaflow") is None)';
  return (await run(environmentPython, ['-c', code])).ok;
}

/**
 * Makes or completes examples/.venv. A second call only starts its interpreter once to see that it still works.
 * @param {{python?: string, say: (detail: string) => void}} options
 */
export async function ensureEnvironment({ python: chosen, say }) {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const whole = await isWhole();
  if (whole && existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  if (!whole) {
    const python = await findPython(chosen);
    say(`Python ${python.version}`);
    await createEnvironment(python);
  }
  say('installing Metaflow');
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '-r', requirements];
  const { ok, output } = await run(environmentPython, pip);
  if (!ok)
    throw new Problem(`Metaflow could not be installed into ${environment}. pip says:\n${tail(output)}`);
  writeFileSync(marker, hash);
}
