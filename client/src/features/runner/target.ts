import path from 'node:path';
import * as vscode from 'vscode';
import { type FlowInfo, flowsRequest } from '../../../../server/src/protocol/flows';
import { flowArgument } from '../../arguments';
import type { Context } from '../../context';
import { UserError } from '../../errors';

/** A flow that can be run: what the server says of it, and its file. */
export interface Target {
  readonly uri: vscode.Uri;
  readonly flow: FlowInfo;
}

/** The flow that a command is for: its argument, else the one of the active editor; several are asked about. */
export async function chooseTarget(context: Context, argument: unknown): Promise<Target | undefined> {
  const named = flowArgument(argument);
  const uri = named ? vscode.Uri.parse(named.uri, true) : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) throw new UserError('Open a Python file with a flow first, then run it.');
  if (uri.scheme !== 'file') throw new UserError('Save the file first: only files on disk can be run.');
  const flows = await context.server.request(flowsRequest, { uri: uri.toString() });
  if (named !== undefined) {
    const flow = flows.find(({ name }) => name === named.flow);
    if (flow !== undefined) return { uri, flow };
    throw new UserError(`${path.basename(uri.fsPath)} has no flow ${named.flow} any more.`);
  }
  const [first, ...others] = [...flows].sort((a, b) => Number(b.started) - Number(a.started));
  if (first === undefined) {
    throw new UserError(`${path.basename(uri.fsPath)} has no flow: a class that extends FlowSpec.`);
  }
  if (others.length === 0) return { uri, flow: first };
  const items = [first, ...others].map((flow) => ({
    label: flow.name,
    description: flow.started ? 'started by this file' : undefined,
    flow,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Run Flow', placeHolder: 'Which flow?' });
  return picked && { uri, flow: picked.flow };
}
