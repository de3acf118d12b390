// Starting other programs and ending them again with everything that they started, on Linux, macOS and Windows.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const windows = process.platform === 'win32';

/**
 * The full path of a program on the PATH.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  const endings = windows ? (process.env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (folder === '') continue;
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (isProgram(file)) return file;
    }
  }
  return undefined;
}

/** @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Runs a program to its end and keeps what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<{ok: boolean, output: string}>} never rejects: a program that cannot be started is not ok
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const maxBuffer = 64 * 1024 * 1024;
    execFile(command, args, { ...options, maxBuffer, windowsHide: true }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      resolve({ ok: error === null, output: output === '' && error !== null ? error.message : output });
    });
  });
}

/** The last lines of a program's output, for a message. */
export function tail(text, lines = 12) {
  return text.trim().split(/\r?\n/).slice(-lines).join('\n');
}

/**
 * Ends a process and everything below it: first politely, after a grace period by force. Children that sit in
 * process groups of their own (browsers, runs of flows) are found by their parents.
 * @param {number} pid
 * @param {number} [grace] milliseconds
 */
export async function endTree(pid, grace = 8000) {
  if (windows) {
    await run('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  await endAll(() => below(pid, processTable()).concat(pid), grace);
}

/** Ends everything that this process has started and that still runs. */
export async function endChildren(grace = 8000) {
  if (windows) {
    const { output } = await run('powershell', [
      '-NoProfile',
      '-Command',
      `(Get-CimInstance Win32_Process -Filter 'ParentProcessId=${process.pid}').ProcessId`,
    ]);
    for (const pid of output.match(/\d+/g) ?? []) await endTree(Number(pid));
    return;
  }
  await endAll(() => below(process.pid, processTable()), grace);
}

/** @param {() => number[]} list */
async function endAll(list, grace) {
  const known = new Set(list());
  const signal = (pids, name) => {
    for (const pid of pids) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended by itself.
      }
    }
  };
  signal(known, 'SIGTERM');
  const forceAt = Date.now() + grace;
  for (;;) {
    const table = processTable();
    // What a dying parent leaves behind belongs to init: it is remembered by its id.
    const fresh = [...known].flatMap((pid) => below(pid, table)).filter((pid) => !known.has(pid));
    for (const pid of fresh) known.add(pid);
    signal(fresh, 'SIGTERM');
    const alive = [...known].filter((pid) => table.has(pid));
    if (alive.length === 0) return;
    if (Date.now() > forceAt) signal(alive, 'SIGKILL');
    if (Date.now() > forceAt + 5000) return;
    await delay(50);
  }
}

/**
 * Ids of the processes that one has started, and of those that they have started. Not for Windows.
 * @param {number} pid
 * @returns {number[]}
 */
export function descendants(pid) {
  return below(pid, processTable());
}

function below(pid, table) {
  const found = [];
  for (const [child, parent] of table) if (parent === pid) found.push(child, ...below(child, table));
  return found;
}

/** Living processes with their parents; those that have ended and only wait to be collected are left out. */
function processTable() {
  return process.platform === 'linux' ? linuxTable() : psTable();
}

function linuxTable() {
  const table = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // "pid (name) state ppid …": the name may hold anything, also ")".
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state !== 'Z' && state !== 'X') table.set(Number(name), Number(parent));
    } catch {
      // It has ended meanwhile.
    }
  }
  return table;
}

function psTable() {
  const table = new Map();
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  for (const [, pid, parent, state] of text.matchAll(/^\s*(\d+)\s+(\d+)\s+(\S+)/gm))
    if (!state.startsWith('Z')) table.set(Number(pid), Number(parent));
  return table;
}

/**
 * Calls back once at Ctrl+C, a request to end, or a closed terminal; the process ends with the code it gives.
 * @param {() => Promise<number> | number} stop
 */
export function onStop(stop) {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      process.exit(await stop());
    });
}

/**
 * Starts a program that keeps running. It gets a process group of its own, so Ctrl+C reaches only us and we end it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startProgram(command, args, options) {
  return spawn(command, args, { ...options, detached: !windows, windowsHide: true });
}
