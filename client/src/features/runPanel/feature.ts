import * as vscode from 'vscode';
import type { Feature } from '../../context';
import { views } from '../../contributions';
import { UserError } from '../../errors';
import { provideLogDocuments } from './logDocuments';
import { PanelView } from './panelView';

/** The log of runs in the bottom panel: it comes up with each run and leaves the cursor where it is. */
export const runPanel: Feature = {
  activate(context) {
    const view = context.own(new PanelView(context));
    context.own(vscode.window.registerWebviewViewProvider(views.runLog, view));
    provideLogDocuments(context);
    const known = new Set<string>();
    context.own(
      context.runs.onDidChange(({ key }) => {
        if (known.has(key)) return;
        known.add(key);
        view.reveal(key, false);
      }),
    );
    context.command('stepwise.showRunLog', (argument) => {
      const newest = context.runs.all().at(-1);
      const run = (typeof argument === 'string' ? context.runs.get(argument) : undefined) ?? newest;
      if (run === undefined)
        throw new UserError('No flow was run in this window yet. Run one, then its log is here.');
      view.reveal(run.key, true);
    });
  },
};
