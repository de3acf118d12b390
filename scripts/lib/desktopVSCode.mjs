// The desktop VS Code, started with user data of its own so that it can be ended without touching other windows.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quietSettings } from './codeServer.mjs';
import { endTree, findProgram, isProgram, startProgram } from './processes.mjs';
import { cache, root } from './project.mjs';

const userData = path.join(cache, 'desktop');

/** The program behind the command `code`. @returns {string | undefined} */
export function findDesktopVSCode() {
  const command = findProgram('code');
  if (command === undefined || !/\.(cmd|bat)$/i.test(command)) return command;
  // On Windows the command is a batch file in bin/, which would need a shell; the program lies beside that folder.
  const program = path.join(path.dirname(path.dirname(command)), 'Code.exe');
  return isProgram(program) ? program : undefined;
}

/**
 * Opens a window and waits until it is closed.
 * @param {{code: string, folder: string, file?: string, env: Record<string, string>}} options
 * @returns {Promise<number>} the exit code of the command
 */
export function openDesktopVSCode({ code, folder, file, env }) {
  const settings = path.join(userData, 'User/settings.json');
  mkdirSync(path.dirname(settings), { recursive: true });
  if (!existsSync(settings)) writeFileSync(settings, `${JSON.stringify(quietSettings, null, 2)}\n`);
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${userData}`,
    '--disable-workspace-trust',
    '--new-window',
    '--wait',
    folder,
    ...(file === undefined ? [] : [file]),
  ];
  const child = startProgram(code, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/**
 * Ends the VS Code of this start. The command has started it apart from itself, but VS Code writes its process id into
 * a lock file; an older lock file was left by a crash, and its number may be another program's by now.
 */
export async function endDesktopVSCode() {
  const lock = path.join(userData, 'code.lock');
  const began = Date.now() - performance.now();
  if (!existsSync(lock) || statSync(lock).mtimeMs < began) return;
  const pid = Number(readFileSync(lock, 'utf8'));
  if (Number.isInteger(pid) && pid > 0) await endTree(pid);
}
