import * as vscode from 'vscode';
import { type FlowInfo, flowsRequest } from '../../../../server/src/protocol/flows';
import { flowArgument, stepArgument } from '../../arguments';
import type { Context } from '../../context';
import type { FlowArgument, StepArgument } from '../../contributions';
import { UserError } from '../../errors';

/** The flow that a command is about: its argument, else the one in the active editor. Undefined when called off. */
export async function chooseFlow(context: Context, argument: unknown): Promise<FlowArgument | undefined> {
  const given = flowArgument(argument);
  if (given !== undefined) return given;
  const editor = vscode.window.activeTextEditor;
  const uri = editor?.document.uri.toString();
  const flows = uri === undefined ? [] : await context.server.request(flowsRequest, { uri });
  const [first, ...others] = flows;
  if (editor === undefined || uri === undefined || first === undefined) {
    throw new UserError(
      'There is no flow in the active editor. Open the Python file of a flow, then try again.',
    );
  }
  const line = editor.selection.active.line;
  const flow = others.length === 0 ? first : await ask(flows, line);
  return flow && { uri, flow: flow.name };
}

/** The step that a command is about, where it says one. */
export function chosenStep(argument: unknown): StepArgument {
  const step = stepArgument(argument);
  if (step === undefined) {
    throw new UserError('No step was named. Use "Graph" above a step of the flow.');
  }
  return step;
}

/** The flow that the caret is in stands first. */
async function ask(flows: readonly FlowInfo[], line: number): Promise<FlowInfo | undefined> {
  const here = flows.findLast((flow) => flow.range.start.line <= line);
  const sorted = [...flows].sort((a, b) => Number(b === here) - Number(a === here));
  const items = sorted.map((flow) => ({ label: flow.name, description: `${flow.steps.length} steps`, flow }));
  const item = await vscode.window.showQuickPick(items, { title: 'Step graph', placeHolder: 'Which flow?' });
  return item?.flow;
}
