/** What platform logic sees of the computer, so that tests of one platform run on any other. */
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Files {
  /** Whether it exists and is a file (links are followed). */
  isFile(file: string): Promise<boolean>;
  isFolder(folder: string): Promise<boolean>;
  /** Names in a folder; empty where it is missing or unreadable. */
  list(folder: string): Promise<readonly string[]>;
  /** Text of a file, undefined where it can not be read. */
  read(file: string): Promise<string | undefined>;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly files: Files;
}

const stat = (file: string) => fs.stat(file).catch(() => undefined);

export const diskFiles: Files = {
  isFile: async (file) => (await stat(file))?.isFile() ?? false,
  isFolder: async (folder) => (await stat(folder))?.isDirectory() ?? false,
  list: (folder) => fs.readdir(folder).catch(() => []),
  read: (file) => fs.readFile(file, 'utf8').catch(() => undefined),
};

export function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, home: os.homedir(), files: diskFiles };
}

/** The path rules of a platform. */
export function pathsOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** A variable of the environment; Windows does not tell upper from lower case. */
export function variable({ platform, env }: Machine, name: string): string | undefined {
  if (platform !== 'win32') return env[name];
  const key = Object.keys(env).find((other) => other.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : env[key];
}

/** The file that a command name stands for on PATH; with PATHEXT on Windows. */
export async function findOnPath(machine: Machine, command: string): Promise<string | undefined> {
  const paths = pathsOf(machine.platform);
  const windows = machine.platform === 'win32';
  const endings = windows ? (variable(machine, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';') : [''];
  const names = windows && paths.extname(command) !== '' ? [command] : endings.map((end) => command + end);
  for (const entry of (variable(machine, 'PATH') ?? '').split(paths.delimiter)) {
    const folder = windows ? entry.replace(/^"(.*)"$/, '$1') : entry;
    // A relative entry would depend on where the editor was started.
    if (!paths.isAbsolute(folder)) continue;
    // Stubs that open the store instead of running Python.
    if (windows && /\\Microsoft\\WindowsApps\\?$/i.test(folder)) continue;
    for (const name of names) {
      const file = paths.join(folder, name);
      if (await machine.files.isFile(file)) return file;
    }
  }
  return undefined;
}
