/** The command that starts a flow: arguments as an array, never a shell string. Pure. */
import type { ParameterInfo } from '../../../../server/src/protocol/flows';
import { type Machine, pathsOf, variable } from '../../platform/machine';
import type { Interpreter } from '../../platform/python';
import type { Values } from './parameters';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * `PYTHON [-3] FLOW.py --no-pylint [--config NAME FILE] run --run-id-file FILE --NAME=VALUE…`. Options of the program
 * come before `run`; `=` keeps values that begin with `-` values (metaflow/cli.py, 2.19.38).
 */
export function commandLine(
  interpreter: Pick<Interpreter, 'command' | 'args'>,
  file: string,
  runIdFile: string,
  parameters: readonly ParameterInfo[],
  values: Values,
): Command {
  const given = parameters.flatMap((parameter) => {
    const value = values[parameter.name];
    return value === undefined ? [] : [{ ...parameter, value }];
  });
  const configs = given.filter(({ kind }) => kind === 'Config');
  const others = given.filter(({ kind }) => kind !== 'Config');
  return {
    command: interpreter.command,
    args: [
      ...interpreter.args,
      file,
      '--no-pylint',
      ...configs.flatMap(({ name, value }) => ['--config', name, value]),
      'run',
      `--run-id-file=${runIdFile}`,
      ...others.map(({ name, value }) => `--${name}=${value}`),
    ],
  };
}

/**
 * The environment of a run: the editor's own without what concerns the editor, the interpreter's folder first on the
 * PATH as an activated environment has it, then the setting's variables.
 */
export function runEnvironment(
  machine: Machine,
  interpreter: Pick<Interpreter, 'command'>,
  added: Readonly<Record<string, string>>,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(machine.env)) {
    if (value !== undefined && !/^(ELECTRON_|VSCODE_|PYTHONHOME$|NODE_OPTIONS$)/i.test(name))
      env[name] = value;
  }
  const paths = pathsOf(machine.platform);
  const folder = paths.dirname(interpreter.command);
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = machine.platform === 'win32' ? [folder, ...condaFolders(paths, folder)] : [folder];
  const rest = variable(machine, 'PATH');
  env[pathName] = [...folders, ...(rest ? [rest] : [])].join(paths.delimiter);
  // Output as it comes, and the same encoding on every platform.
  return { ...env, PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8', ...added };
}

/** Libraries of a conda environment are found by the PATH on Windows; of other interpreters these do not exist. */
function condaFolders(paths: Pick<typeof import('node:path'), 'join'>, folder: string): readonly string[] {
  return [paths.join(folder, 'Library', 'bin'), paths.join(folder, 'Scripts')];
}
