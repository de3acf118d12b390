import * as vscode from 'vscode';
import { chooseInterpreter, folderOf, metaflowOf } from '../../interpreter';
import { findOnPath, thisMachine } from '../../platform/machine';
import { environmentPython } from '../../platform/python';

interface Item extends vscode.QuickPickItem {
  /** Value of the setting; undefined stands for a file dialog. */
  readonly value?: string;
}

/** Lets the person choose the interpreter for flows; the choice becomes a setting of the workspace. */
export async function selectInterpreter(): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const folder = folderOf(uri);
  const picked = await vscode.window.showQuickPick(items(uri, folder), {
    title: 'Python Interpreter for Flows',
    placeHolder: 'The interpreter that runs flows',
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  const value = picked.value ?? (await browse(folder));
  if (value === undefined) return;
  const target = folder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration('stepwise').update('pythonPath', value, target);
}

async function items(
  uri: vscode.Uri | undefined,
  folder: vscode.WorkspaceFolder | undefined,
): Promise<Item[]> {
  const machine = thisMachine();
  const current = await chooseInterpreter(uri, true);
  const inUse = current.kind === 'found' ? current.interpreter : undefined;
  const folders = folder
    ? ['.venv', 'venv', 'env'].map((name) => vscode.Uri.joinPath(folder.uri, name).fsPath)
    : [];
  const found = await Promise.all([
    ...folders.map((environment) => environmentPython(machine, environment)),
    findOnPath(machine, 'python3'),
    findOnPath(machine, 'python'),
  ]);
  const commands = [...new Set([inUse?.command, ...found])].filter((command) => command !== undefined);
  const described = await Promise.all(
    commands.map(async (command): Promise<Item> => {
      const metaflow = await metaflowOf(command);
      const version = metaflow.kind === 'installed' ? `Metaflow ${metaflow.version ?? ''}` : undefined;
      return {
        label: vscode.workspace.asRelativePath(command),
        description: version ?? (metaflow.kind === 'absent' ? 'without Metaflow' : undefined),
        detail: command === inUse?.command ? `In use: ${inUse.source}` : undefined,
        value: command,
      };
    }),
  );
  return [
    {
      label: '$(sparkle) Choose automatically',
      description: 'Empties the setting stepwise.pythonPath',
      value: '',
    },
    ...described,
    { label: '$(folder) Browse…' },
  ];
}

async function browse(folder: vscode.WorkspaceFolder | undefined): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Python Interpreter',
    openLabel: 'Use',
    defaultUri: folder?.uri,
  });
  return chosen?.[0]?.fsPath;
}
