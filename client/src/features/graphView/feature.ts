import * as vscode from 'vscode';
import type { Context, Feature } from '../../context';
import type { FlowArgument } from '../../contributions';
import { chooseFlow, chosenStep } from './chooseFlow';
import { GraphPanel } from './graphPanel';
import { parseTarget } from './messages';

const viewType = 'stepwise.graph';

/** The step graph of a flow in a panel beside its source; one panel per flow. */
export const graphView: Feature = {
  activate(context) {
    const panels = new Map<string, GraphPanel>();
    const open = (target: FlowArgument, step?: string) => {
      const known = panels.get(keyOf(target));
      if (known !== undefined) known.reveal(step);
      else {
        const made = own(context, panels, createPanel(target), target);
        if (step !== undefined) made.reveal(step);
      }
    };
    context.command('stepwise.showGraph', async (argument) => {
      const target = await chooseFlow(context, argument);
      if (target !== undefined) open(target);
    });
    context.command('stepwise.showStepInGraph', (argument) => {
      const { uri, flow, step } = chosenStep(argument);
      open({ uri, flow }, step);
    });
    context.own(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        async deserializeWebviewPanel(panel, state) {
          const target = parseTarget(state);
          if (target === undefined || panels.has(keyOf(target))) panel.dispose();
          else own(context, panels, panel, target);
        },
      }),
    );
    context.own(
      new vscode.Disposable(() => {
        for (const panel of panels.values()) panel.dispose();
      }),
    );
  },
};

function createPanel({ flow }: FlowArgument): vscode.WebviewPanel {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return vscode.window.createWebviewPanel(viewType, `Graph: ${flow}`, column);
}

function own(
  context: Context,
  panels: Map<string, GraphPanel>,
  panel: vscode.WebviewPanel,
  target: FlowArgument,
): GraphPanel {
  const made = new GraphPanel(context, panel, target);
  panels.set(keyOf(target), made);
  panel.onDidDispose(() => {
    made.dispose();
    panels.delete(keyOf(target));
  });
  return made;
}

function keyOf({ uri, flow }: FlowArgument): string {
  return JSON.stringify([uri, flow]);
}
