import * as vscode from 'vscode';
import type { LiveRun } from '../../api';
import type { Entry } from './forest';
import { type Row, render } from './render';

/** The tree item of a row. */
export function treeItem(entry: Entry, now: number, live: LiveRun | undefined): vscode.TreeItem {
  const row = render(entry.node, now, live);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.expandable ? Collapsed : None);
  item.id = entry.id;
  item.description = row.description;
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  const { icon, color, spinning } = row.icon;
  item.iconPath = new vscode.ThemeIcon(
    spinning === true ? `${icon}~spin` : icon,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
  item.tooltip = row.tooltip === undefined ? row.spoken : markdown(row.tooltip);
  if (row.command !== undefined) {
    item.command = { command: row.command, title: row.label, arguments: [entry] };
  }
  return item;
}

/** Values come from files that anyone may have written: they are text, never markup. */
function markdown({ title, facts }: NonNullable<Row['tooltip']>): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(title).appendMarkdown('**\n\n');
  for (const [name, value] of facts) {
    text.appendMarkdown(`- ${name}: `).appendText(value).appendMarkdown('\n');
  }
  return text;
}
