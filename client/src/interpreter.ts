/** The interpreter that runs flows, chosen with what VS Code knows. */
import path from 'node:path';
import * as vscode from 'vscode';
import { setting } from './contributions';
import { thisMachine } from './platform/machine';
import { type Installed, installedMetaflow } from './platform/packages';
import { type Choice, findInterpreter } from './platform/python';

const pythonExtension = 'ms-python.python';

/** The workspace folder of a file, or the first one. */
export function folderOf(uri: vscode.Uri | undefined): vscode.WorkspaceFolder | undefined {
  const own = uri && vscode.workspace.getWorkspaceFolder(uri);
  return own ?? vscode.workspace.workspaceFolders?.[0];
}

/** The interpreter for a flow's file. Nothing is run. `wait` lets the Python extension start first. */
export async function chooseInterpreter(uri: vscode.Uri | undefined, wait: boolean): Promise<Choice> {
  const file = uri?.scheme === 'file' ? uri.fsPath : undefined;
  return findInterpreter(thisMachine(), {
    setting: setting('pythonPath', uri),
    extensionChoice: await choiceOfPythonExtension(uri, wait),
    workspaceFolder: folderOf(uri)?.uri.fsPath,
    file,
  });
}

export function metaflowOf(python: string): Promise<Installed> {
  return installedMetaflow(thisMachine(), python);
}

/** What `environments.getActiveEnvironmentPath` says; the extension need not be there, nor be what it was. */
async function choiceOfPythonExtension(
  uri: vscode.Uri | undefined,
  wait: boolean,
): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<unknown>(pythonExtension);
  if (extension === undefined || (!extension.isActive && !wait)) return undefined;
  try {
    const api = extension.isActive ? extension.exports : await extension.activate();
    const environments = field(api, 'environments');
    const get = field(environments, 'getActiveEnvironmentPath');
    const chosen: unknown = typeof get === 'function' ? get.call(environments, uri) : undefined;
    const found = field(chosen, 'path');
    return typeof found === 'string' && path.isAbsolute(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
