/** Commands, settings, views and context keys as typed tables. A test compares them with package.json. */
import * as vscode from 'vscode';
import type { ArtifactRef, RunRef, TaskRef } from '../../server/src/protocol/store';

/** A flow in a file, as lenses and menus pass it. Missing parts are taken from the active editor. */
export interface FlowArgument {
  readonly uri: string;
  readonly flow: string;
}
export interface StepArgument extends FlowArgument {
  readonly step: string;
}

/** Every command with the arguments that it is called with; all are `unknown` until parsed. */
export interface Commands {
  'stepwise.run': [FlowArgument?];
  'stepwise.runAgain': [FlowArgument?];
  'stepwise.cancelRun': [string?];
  'stepwise.showGraph': [FlowArgument?];
  'stepwise.showStepInGraph': [StepArgument?];
  'stepwise.showRunLog': [string?];
  'stepwise.refreshRuns': [];
  'stepwise.openArtifact': [ArtifactRef?];
  'stepwise.openTaskLog': [TaskRef?];
  'stepwise.copyPathspec': [Partial<RunRef & TaskRef>?];
  'stepwise.selectInterpreter': [];
  'stepwise.createEnvironment': [];
  'stepwise.restartServer': [];
  'stepwise.showOutput': [];
}
export type CommandId = keyof Commands;

/** Settings below `stepwise.` with their types. */
export interface Settings {
  pythonPath: string;
  'run.workingDirectory': 'workspace' | 'file';
  'run.env': Readonly<Record<string, string>>;
  'run.saveBeforeRun': boolean;
  syntaxErrors: 'auto' | 'on' | 'off';
  'checks.severity': Readonly<Record<string, string>>;
  'runs.limit': number;
}

/** Reads a setting for a resource; package.json holds the default. */
export function setting<K extends keyof Settings>(name: K, scope?: vscode.Uri): Settings[K] {
  const value = vscode.workspace.getConfiguration('stepwise', scope).get<Settings[K]>(name);
  if (value === undefined) throw new Error(`The setting stepwise.${name} has no default in package.json.`);
  return value;
}

export const views = {
  runs: 'stepwise.runs',
  runLog: 'stepwise.runLog',
} as const;

/** Context keys for `when` clauses. */
export interface ContextKeys {
  /** The active editor holds a flow. */
  'stepwise.flowFile': boolean;
  /** At least one run of this window goes on. */
  'stepwise.running': boolean;
}

export function setContext<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
