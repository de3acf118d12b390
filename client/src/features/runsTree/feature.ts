import * as vscode from 'vscode';
import type { Context, Feature } from '../../context';
import { views } from '../../contributions';
import { UserError } from '../../errors';
import { pathspec, storeRef } from '../../storeArguments';
import { Folders } from './folders';
import { Entry } from './forest';
import { RunsProvider } from './provider';

/** Milliseconds between two looks at a run that goes on: of this window, and of another process. */
const liveInterval = 1_000;
const openInterval = 4_000;
/** Milliseconds after which "2 min ago" is said anew. */
const clockInterval = 30_000;

/** The Runs view in the sidebar. Nothing is read before it is seen. */
export const runsTree: Feature = {
  activate(context) {
    const folders = context.own(new Folders(context));
    const provider = context.own(new RunsProvider(context, folders));
    const view = context.own(
      vscode.window.createTreeView(views.runs, { treeDataProvider: provider, showCollapseAll: true }),
    );
    context.command('stepwise.refreshRuns', () => provider.refresh());
    context.command('stepwise.moreRuns', (row) => {
      const flow = row instanceof Entry ? row.parent : undefined;
      if (flow !== undefined) provider.showMore(flow);
    });
    context.command('stepwise.copyPathspec', copyPathspec);
    keepFresh(context, view, provider);
  },
};

/** While the view is seen: rows of runs that go on, and the clock. Hidden, it costs nothing. */
function keepFresh(context: Context, view: vscode.TreeView<Entry>, provider: RunsProvider): void {
  let timers: NodeJS.Timeout[] = [];
  let pending: NodeJS.Timeout | undefined;
  const stop = () => {
    for (const timer of timers) clearInterval(timer);
    clearTimeout(pending);
    timers = [];
    pending = undefined;
  };
  const start = () => {
    stop();
    timers = [
      setInterval(() => provider.redraw(), clockInterval),
      setInterval(() => provider.reloadOpenRuns(), openInterval),
    ];
  };
  context.own(
    view.onDidChangeVisibility(({ visible }) => {
      if (!visible) return stop();
      start();
      provider.reloadTop();
    }),
  );
  const changed = new Set<string>();
  context.own(
    context.runs.onDidChange(({ key }) => {
      changed.add(key);
      if (!view.visible) return;
      pending ??= setTimeout(() => {
        pending = undefined;
        const keys = [...changed];
        changed.clear();
        for (const run of keys.flatMap((one) => context.runs.get(one) ?? [])) provider.runChanged(run);
      }, liveInterval);
    }),
  );
  context.own(new vscode.Disposable(stop));
  if (view.visible) start();
}

async function copyPathspec(row: unknown): Promise<void> {
  const ref = storeRef(row);
  if (ref === undefined) throw new UserError('Choose a run, step, task or artifact in the Runs view first.');
  const text = pathspec(ref);
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`Copied ${text}`, 3_000);
}
