import { promises as fs } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Context } from '../../context';
import { UserError } from '../../errors';
import { chooseInterpreter, folderOf } from '../../interpreter';
import { findOnPath, thisMachine } from '../../platform/machine';
import { ProcessTree } from '../../platform/processTree';
import { environmentPython } from '../../platform/python';
import { runEnvironment } from './commandLine';
import { LineDecoder } from './lines';

/**
 * Creates `.venv` in the workspace folder where there is none, and installs Metaflow into it. Resolves with the
 * folder; what was begun is removed again where it fails or is cancelled.
 */
export async function createEnvironment(context: Context, uri: vscode.Uri | undefined): Promise<string> {
  requireTrust();
  const folder = folderOf(uri)?.uri.fsPath ?? (uri?.scheme === 'file' ? path.dirname(uri.fsPath) : undefined);
  if (folder === undefined) throw new UserError('Open a folder first: the environment is made in it.');
  const environment = path.join(folder, '.venv');
  await withProgress(`Creating ${environment}`, async (say, token) => {
    const made = (await environmentPython(thisMachine(), environment)) === undefined;
    if (made && (await fs.stat(environment).catch(() => undefined)) !== undefined) {
      throw new UserError(
        `${environment} exists but has no Python. Remove it, then create the environment again.`,
      );
    }
    try {
      if (made) {
        const { command, args } = await basePython(uri);
        say('Python environment');
        await run(context, command, [...args, '-m', 'venv', environment], folder, token);
      }
      say('Metaflow from the Python registry');
      await installInto(context, environment, folder, token);
    } catch (error) {
      if (made) await fs.rm(environment, { recursive: true, force: true });
      throw error;
    }
  });
  await choose(environment, uri);
  return environment;
}

/** Installs Metaflow into the virtual environment that an interpreter belongs to. */
export async function installMetaflow(context: Context, python: string): Promise<void> {
  requireTrust();
  const folder = path.dirname(path.dirname(python));
  await withProgress('Installing Metaflow', (_, token) =>
    run(context, python, ['-m', 'pip', 'install', '--disable-pip-version-check', 'metaflow'], folder, token),
  );
}

/** Whether an interpreter belongs to a virtual environment, which may be installed into. */
export async function isVirtual(python: string): Promise<boolean> {
  const config = path.join(path.dirname(path.dirname(python)), 'pyvenv.cfg');
  return (await fs.stat(config).catch(() => undefined)) !== undefined;
}

export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError('Nothing is run in a workspace that is not trusted.', [
    { title: 'Manage Trust', run: () => vscode.commands.executeCommand('workbench.trust.manage') },
  ]);
}

async function installInto(
  context: Context,
  environment: string,
  cwd: string,
  token: vscode.CancellationToken,
): Promise<void> {
  const python = await environmentPython(thisMachine(), environment);
  if (python === undefined) throw new UserError(`${environment} has no Python. The output says why.`);
  const args = ['-m', 'pip', 'install', '--disable-pip-version-check', 'metaflow'];
  await run(context, python, args, cwd, token);
}

/** A Python to make the environment with: of the PATH before one of another environment. */
async function basePython(
  uri: vscode.Uri | undefined,
): Promise<{ command: string; args: readonly string[] }> {
  const machine = thisMachine();
  const launcher = machine.platform === 'win32' ? await findOnPath(machine, 'py') : undefined;
  if (launcher !== undefined) return { command: launcher, args: ['-3'] };
  const command = (await findOnPath(machine, 'python3')) ?? (await findOnPath(machine, 'python'));
  if (command !== undefined) return { command, args: [] };
  const choice = await chooseInterpreter(uri, true);
  if (choice.kind === 'found') return choice.interpreter;
  throw new UserError(
    'Python is not installed on this computer. Install Python 3.9 or newer, then try again.',
  );
}

/** Makes the environment the one that runs flows, where another one would be. */
async function choose(environment: string, uri: vscode.Uri | undefined): Promise<void> {
  const python = await environmentPython(thisMachine(), environment);
  const choice = await chooseInterpreter(uri, true);
  if (python === undefined || (choice.kind === 'found' && choice.interpreter.command === python)) return;
  const inWorkspace = folderOf(uri) !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration('stepwise', uri).update('pythonPath', python, target);
}

function withProgress(
  title: string,
  task: (say: (message: string) => void, token: vscode.CancellationToken) => Promise<void>,
): Thenable<void> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    task((message) => progress.report({ message }), token),
  );
}

/** Runs a program to its end with its output in the log. */
async function run(
  context: Context,
  command: string,
  args: readonly string[],
  cwd: string,
  token: vscode.CancellationToken,
): Promise<void> {
  if (token.isCancellationRequested) throw new vscode.CancellationError();
  const { log } = context;
  log.info([command, ...args].join(' '));
  const env = runEnvironment(thisMachine(), { command }, { PIP_NO_INPUT: '1' });
  const tree = ProcessTree.start({ command, args, cwd, env });
  const lines: string[] = [];
  for (const stream of [tree.stdout, tree.stderr]) {
    const decoder = new LineDecoder();
    const take = (more: readonly string[]) => {
      for (const line of more) log.info(line);
      lines.push(...more);
    };
    stream.on('data', (chunk: Buffer) => take(decoder.push(chunk)));
    stream.on('end', () => take(decoder.end()));
  }
  const subscription = token.onCancellationRequested(() => tree.stop());
  try {
    const { code } = await tree.exit;
    if (token.isCancellationRequested) {
      await tree.stop();
      throw new vscode.CancellationError();
    }
    if (code !== 0) throw failed(args, lines, log);
  } finally {
    subscription.dispose();
  }
}

function failed(args: readonly string[], lines: readonly string[], log: vscode.LogOutputChannel): UserError {
  const showOutput = { title: 'Show Output', run: () => log.show() };
  if (lines.some((line) => line.includes('ensurepip is not available'))) {
    return new UserError(
      'Python lacks its module venv. Install it (on Debian and Ubuntu: the package python3-venv), then try again.',
      [showOutput],
    );
  }
  const what = args.includes('pip')
    ? 'Metaflow could not be installed'
    : 'The environment could not be created';
  const reason = lines.findLast((line) => /^ERROR: |Error: /.test(line))?.replace(/^ERROR: /, '');
  return new UserError(`${what}${reason === undefined ? '' : `: ${reason}`}. The output says more.`, [
    showOutput,
  ]);
}
