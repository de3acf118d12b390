import * as vscode from 'vscode';
import type { LiveRun } from '../../api';
import type { Context, Feature } from '../../context';
import { showMessage, UserError } from '../../errors';
import { createEnvironment } from './environment';
import { Runner } from './runner';
import { chooseTarget } from './target';
import { nameOf, progressText } from './texts';

let active: Runner | undefined;

/** Runs flows with the person's Python: commands, progress, outcome, diagnostics. */
export const runner: Feature = {
  activate(context) {
    const own = context.own(new Runner(context));
    active = own;
    const run = (ask: boolean) => async (argument: unknown) => {
      const target = await chooseTarget(context, argument);
      if (target !== undefined) await own.run(target, ask);
    };
    context.command('stepwise.run', run(true));
    context.command('stepwise.runAgain', run(false));
    context.command('stepwise.cancelRun', (key) => cancel(context, own, key));
    context.command('stepwise.createEnvironment', async () => {
      const environment = await createEnvironment(context, vscode.window.activeTextEditor?.document.uri);
      void showMessage('info', `${environment} has Metaflow and runs flows now.`);
    });
    showInStatusBar(context);
  },
  deactivate: async () => active?.stopAll(3000),
};

async function cancel(context: Context, own: Runner, key: unknown): Promise<void> {
  const running = own.running.flatMap((session) => {
    const run = context.runs.get(session.key);
    return run ? [{ label: nameOf(run), description: progressText(run), session }] : [];
  });
  const named = running.find(({ session }) => session.key === key);
  const [only, ...others] = running;
  if (only === undefined) throw new UserError('No run of this window goes on.');
  const chosen =
    named ?? (others.length === 0 ? only : await vscode.window.showQuickPick(running, { title: 'Stop Run' }));
  await chosen?.session.cancel();
}

/** What runs now, in the status bar; a click shows its log. */
function showInStatusBar(context: Context): void {
  const item = context.own(
    vscode.window.createStatusBarItem('stepwise.runs', vscode.StatusBarAlignment.Left),
  );
  item.name = 'Metaflow Runs';
  const going = ({ state }: LiveRun) => state === 'starting' || state === 'running';
  context.own(
    context.runs.onDidChange(() => {
      const runs = context.runs.all().filter(going);
      const newest = runs.at(-1);
      if (newest === undefined) {
        item.hide();
        return;
      }
      const more = runs.length > 1 ? ` (+${runs.length - 1})` : '';
      item.text = `$(sync~spin) ${newest.flow}: ${progressText(newest)}${more}`;
      item.tooltip = runs.map((run) => `${nameOf(run)}: ${progressText(run)}`).join('\n');
      item.command = { command: 'stepwise.showRunLog', title: 'Show Log', arguments: [newest.key] };
      item.show();
    }),
  );
}
