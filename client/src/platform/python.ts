/** Which Python interpreter runs flows, and why that one. Looks at files only; nothing is run. */
import { findOnPath, type Machine, pathsOf, variable } from './machine';

export interface Interpreter {
  /** Absolute path of the executable. */
  readonly command: string;
  /** Arguments before the script: `-3` of the Windows launcher. */
  readonly args: readonly string[];
  /** Where the choice comes from, as a phrase: `setting stepwise.pythonPath`. */
  readonly source: string;
}

export type Choice =
  | { readonly kind: 'found'; readonly interpreter: Interpreter }
  /** `message` says what is wrong in one sentence. */
  | { readonly kind: 'missing'; readonly message: string };

export interface Wanted {
  /** The setting stepwise.pythonPath. */
  readonly setting: string;
  /** The Python extension's choice: an executable or the folder of an environment. */
  readonly extensionChoice?: string;
  readonly workspaceFolder?: string;
  /** The flow's file. */
  readonly file?: string;
}

/** Folders of virtual environments, by habit. */
const environmentNames = ['.venv', 'venv', 'env'];

/** The order: setting, Python extension, environment folders near the flow, active environment, PATH. */
export async function findInterpreter(machine: Machine, wanted: Wanted): Promise<Choice> {
  const setting = wanted.setting.trim();
  if (setting !== '') {
    const command = await fromSetting(machine, setting, wanted.workspaceFolder);
    if (command !== undefined) return found(command, 'setting stepwise.pythonPath');
    return {
      kind: 'missing',
      message: `The setting stepwise.pythonPath names ${setting}, where no Python interpreter is.`,
    };
  }
  if (wanted.extensionChoice !== undefined) {
    const command = await executable(machine, wanted.extensionChoice);
    if (command !== undefined) return found(command, 'Python extension');
  }
  const paths = pathsOf(machine.platform);
  for (const folder of foldersUp(machine, wanted)) {
    for (const name of environmentNames) {
      const command = await environmentPython(machine, paths.join(folder, name));
      if (command !== undefined) return found(command, `${name} in ${folder}`);
    }
  }
  for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
    const folder = variable(machine, name);
    const command = folder ? await environmentPython(machine, folder) : undefined;
    if (command !== undefined) return found(command, `active environment (${name})`);
  }
  for (const name of ['python3', 'python']) {
    const command = await findOnPath(machine, name);
    if (command !== undefined) return found(command, `${name} on the PATH`);
  }
  const launcher = machine.platform === 'win32' ? await findOnPath(machine, 'py') : undefined;
  if (launcher !== undefined) return found(launcher, 'Python launcher (py -3)', ['-3']);
  return { kind: 'missing', message: 'No Python interpreter was found.' };
}

function found(command: string, source: string, args: readonly string[] = []): Choice {
  return { kind: 'found', interpreter: { command, args, source } };
}

/** The executable of an environment's folder: of venv, conda or a plain installation. */
export async function environmentPython(machine: Machine, folder: string): Promise<string | undefined> {
  const paths = pathsOf(machine.platform);
  const candidates =
    machine.platform === 'win32'
      ? ['Scripts\\python.exe', 'python.exe', 'bin\\python.exe']
      : ['bin/python', 'bin/python3'];
  for (const candidate of candidates) {
    const file = paths.join(folder, candidate);
    if (await machine.files.isFile(file)) return file;
  }
  return undefined;
}

async function executable(machine: Machine, file: string): Promise<string | undefined> {
  if (await machine.files.isFile(file)) return file;
  if (machine.platform === 'win32' && (await machine.files.isFile(`${file}.exe`))) return `${file}.exe`;
  return environmentPython(machine, file);
}

/** A setting may be a command name, an executable or an environment's folder. */
function fromSetting(
  machine: Machine,
  setting: string,
  workspaceFolder: string | undefined,
): Promise<string | undefined> {
  if (!/[\\/~$]/.test(setting) && !environmentNames.includes(setting)) return findOnPath(machine, setting);
  const file = expandPath(machine, setting, workspaceFolder);
  return file === undefined ? Promise.resolve(undefined) : executable(machine, file);
}

/** Expands `~`, `${workspaceFolder}`, `${env:NAME}`; relative paths start at the workspace folder. */
export function expandPath(
  machine: Machine,
  text: string,
  workspaceFolder: string | undefined,
): string | undefined {
  const paths = pathsOf(machine.platform);
  const expanded = text
    .replace(/^~(?=$|[\\/])/, () => machine.home)
    .replace(/\$\{env:(\w+)\}/g, (_, name: string) => variable(machine, name) ?? '')
    .replace(/\$\{workspaceFolder\}/g, () => workspaceFolder ?? '');
  if (paths.isAbsolute(expanded)) return paths.normalize(expanded);
  return workspaceFolder === undefined ? undefined : paths.join(workspaceFolder, expanded);
}

/** From the flow's folder up to the workspace folder; the workspace folder alone where the file lies elsewhere. */
function foldersUp(machine: Machine, { file, workspaceFolder }: Wanted): readonly string[] {
  const paths = pathsOf(machine.platform);
  if (file === undefined) return workspaceFolder === undefined ? [] : [workspaceFolder];
  const start = paths.dirname(file);
  if (workspaceFolder === undefined) return [start];
  const way = paths.relative(workspaceFolder, start);
  if (paths.isAbsolute(way) || way.split(paths.sep)[0] === '..') return [start, workspaceFolder];
  const folders = [start];
  for (let folder = start; folder !== paths.normalize(workspaceFolder); ) {
    const parent = paths.dirname(folder);
    if (parent === folder) break;
    folder = parent;
    folders.push(folder);
  }
  return folders;
}
