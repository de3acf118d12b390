import * as vscode from 'vscode';
import { flowsChanged } from '../../../../server/src/protocol/flows';
import type { Context, Feature } from '../../context';
import { setContext } from '../../contributions';
import { mentionsFlow } from './mentionsFlow';
import { selectInterpreter } from './selectInterpreter';
import { showStatus } from './statusItems';

/** Starts the server when a flow comes into sight, says what state things are in, and knows which files are flows. */
export const status: Feature = {
  activate(context) {
    startWhenNeeded(context);
    followFlowFiles(context);
    showStatus(context);
    context.command('stepwise.restartServer', () => context.server.restart());
    context.command('stepwise.showOutput', () => context.log.show());
    context.command('stepwise.selectInterpreter', () => selectInterpreter());
  },
};

/** The server starts with the first Python document that may hold a flow; other features start it by asking. */
function startWhenNeeded(context: Context): void {
  let started = false;
  const look = (document: vscode.TextDocument) => {
    if (started || document.languageId !== 'python' || !mentionsFlow(document.getText())) return;
    started = true;
    context.server.start();
  };
  context.own(vscode.workspace.onDidOpenTextDocument(look));
  context.own(vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)));
  for (const document of vscode.workspace.textDocuments) look(document);
}

/** The context key stepwise.flowFile follows the active editor. */
function followFlowFiles(context: Context): void {
  const files = new Set<string>();
  const update = () => {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    setContext('stepwise.flowFile', active !== undefined && files.has(active));
  };
  context.server.on(flowsChanged, ({ uri, flows }) => {
    const key = vscode.Uri.parse(uri).toString();
    if (flows.length > 0) files.add(key);
    else files.delete(key);
    update();
  });
  context.own(vscode.window.onDidChangeActiveTextEditor(update));
}
