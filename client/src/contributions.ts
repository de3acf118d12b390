/** The typed tables of what the extension contributes, with access to VS Code. */
import * as vscode from 'vscode';
import type { ContextKeys, Settings } from './contributionTables';

export * from './contributionTables';

/** Reads a setting for a resource; package.json holds the default. */
export function setting<K extends keyof Settings>(name: K, scope?: vscode.Uri): Settings[K] {
  const value = vscode.workspace.getConfiguration('stepwise', scope).get<Settings[K]>(name);
  if (value === undefined) throw new Error(`The setting stepwise.${name} has no default in package.json.`);
  return value;
}

export function setContext<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
