import path from 'node:path';
import * as vscode from 'vscode';
import type { Context } from '../../context';
import { chooseInterpreter, metaflowOf } from '../../interpreter';
import type { ServerState } from '../../languageServer';

const selector: vscode.DocumentSelector = { language: 'python' };

/** What the language status of a Python editor says: the server, and the interpreter with its Metaflow. */
export function showStatus(context: Context): void {
  const server = context.own(vscode.languages.createLanguageStatusItem('stepwise.server', selector));
  server.name = 'Stepwise';
  const python = context.own(vscode.languages.createLanguageStatusItem('stepwise.python', selector));
  python.name = 'Metaflow Interpreter';
  python.command = { command: 'stepwise.selectInterpreter', title: 'Select' };
  const showServer = () => describeServer(server, context.server.state, context.server.version);
  const showPython = () => {
    describePython(python).catch((error: unknown) =>
      context.log.warn('No interpreter status.', String(error)),
    );
  };
  showServer();
  context.own(context.server.onDidChangeState(showServer));
  context.own(vscode.window.onDidChangeActiveTextEditor(showPython));
  context.own(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('stepwise.pythonPath')) showPython();
    }),
  );
  // An environment that is made or removed, and what is installed into it.
  const watcher = context.own(vscode.workspace.createFileSystemWatcher('**/{.venv,venv,env}/pyvenv.cfg'));
  context.own(watcher.onDidCreate(showPython));
  context.own(watcher.onDidDelete(showPython));
  // Not within activation.
  setImmediate(showPython);
}

function describeServer(
  item: vscode.LanguageStatusItem,
  state: ServerState,
  version: string | undefined,
): void {
  item.busy = state === 'starting';
  item.severity =
    state === 'failed' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  item.text = {
    idle: 'Stepwise has not seen a flow yet',
    starting: 'Stepwise is starting',
    running: `Stepwise ${version ?? ''}`.trim(),
    failed: 'Stepwise has stopped',
  }[state];
  item.detail = state === 'running' ? 'checks flows' : undefined;
  item.command =
    state === 'failed'
      ? { command: 'stepwise.restartServer', title: 'Restart' }
      : { command: 'stepwise.showOutput', title: 'Show Output' };
}

async function describePython(item: vscode.LanguageStatusItem): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'python') return;
  const choice = await chooseInterpreter(document.uri, false);
  if (choice.kind === 'missing') {
    item.severity = vscode.LanguageStatusSeverity.Warning;
    item.text = 'No Python interpreter for flows';
    item.detail = choice.message;
    return;
  }
  const { command, source } = choice.interpreter;
  const metaflow = await metaflowOf(command);
  const absent = metaflow.kind === 'absent';
  item.severity = absent ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.text = {
    installed: `Metaflow ${metaflow.kind === 'installed' ? (metaflow.version ?? '') : ''}`.trim(),
    absent: 'Metaflow is not installed',
    unknown: path.basename(command),
  }[metaflow.kind];
  item.detail = `${shortened(vscode.workspace.asRelativePath(command))} (${source})`;
}

/** The end of a long path: a status has one line, with a button behind it. */
function shortened(file: string): string {
  const most = 36;
  return file.length <= most ? file : `…${file.slice(-most)}`;
}
