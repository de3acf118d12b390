import os from 'node:os';
import * as vscode from 'vscode';
import type { Context } from '../../context';
import { setting } from '../../contributions';
import { type Action, report, showMessage } from '../../errors';
import { createEnvironment, installMetaflow, isVirtual } from './environment';
import type { Outcome } from './session';
import { outcomeText } from './texts';

/** What the message at the end needs besides the outcome. */
export interface Ended extends Outcome {
  readonly python: string;
  /** Starts the same flow with the same values again. */
  readonly again: () => unknown;
}

/** Tells how a run ended, with what can be done about it. */
export async function tellOutcome(context: Context, ended: Ended): Promise<void> {
  const { run, failure } = ended;
  const kind = run.state === 'failed' ? 'error' : 'info';
  let message = outcomeText(run, failure);
  let actions: readonly Action[] = [];
  switch (failure?.reason) {
    case 'noMetaflow':
      message = `${run.flow} did not run: ${ended.python} has no Metaflow.`;
      actions = await environmentActions(context, run.uri, ended);
      break;
    case 'noUser':
      message = `${run.flow} did not run: Metaflow found no user name, as with the user root in a container.`;
      actions = [{ title: 'Set User Name…', run: () => setUser(run.uri, ended.again) }, showLog(run.key)];
      break;
    default:
      actions = [
        ...(failure?.place ? [goTo(failure.place.file, failure.place.line)] : []),
        showLog(run.key),
        ...(run.runId === undefined ? [] : [showGraph(run.uri, run.flow)]),
      ];
  }
  showMessage(kind, message, actions).then(undefined, (error: unknown) =>
    report(context.log, 'do what the button says', error),
  );
}

/** Ways to an interpreter that has Metaflow; then the run goes on. */
export async function environmentActions(
  context: Context,
  uri: vscode.Uri,
  { python, again }: { readonly python?: string; readonly again: () => unknown },
): Promise<readonly Action[]> {
  const create: Action = {
    title: 'Create Environment',
    run: async () => {
      await createEnvironment(context, uri);
      await again();
    },
  };
  const install = (into: string): Action => ({
    title: 'Install Metaflow',
    run: async () => {
      await installMetaflow(context, into);
      await again();
    },
  });
  const select: Action = {
    title: 'Select Interpreter',
    run: () => vscode.commands.executeCommand('stepwise.selectInterpreter'),
  };
  return [python !== undefined && (await isVirtual(python)) ? install(python) : create, select];
}

const showLog = (key: string): Action => ({
  title: 'Show Log',
  run: () => vscode.commands.executeCommand('stepwise.showRunLog', key),
});

const showGraph = (uri: vscode.Uri, flow: string): Action => ({
  title: 'Show Graph',
  run: () => vscode.commands.executeCommand('stepwise.showGraph', { uri: uri.toString(), flow }),
});

const goTo = (file: string, line: number): Action => ({
  title: 'Go to Line',
  run: () =>
    vscode.window.showTextDocument(vscode.Uri.file(file), {
      selection: new vscode.Range(line - 1, 0, line - 1, 0),
    }),
});

/** Asks for the name and keeps it as METAFLOW_USER in the settings of the workspace. */
async function setUser(uri: vscode.Uri, again: () => unknown): Promise<void> {
  const own = os.userInfo().username;
  const name = await vscode.window.showInputBox({
    title: 'User Name for Metaflow',
    prompt: 'Runs are tagged with it. It becomes METAFLOW_USER in the setting stepwise.run.env.',
    value: own === 'root' ? '' : own,
    validateInput: (text) =>
      /^[\w.@-]+$/.test(text) && text !== 'root' ? undefined : 'Enter a name other than root.',
  });
  if (name === undefined) return;
  const inWorkspace = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const env = { ...setting('run.env', uri), METAFLOW_USER: name };
  await vscode.workspace.getConfiguration('stepwise', uri).update('run.env', env, target);
  await again();
}
