/**
 * Commands, settings, views and context keys as typed tables, without VS Code, so that a test compares them with
 * package.json.
 */
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
  /** The row "More runs…" of the tree. */
  'stepwise.moreRuns': [unknown?];
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

/** Context keys for `when` clauses. */
export interface ContextKeys {
  /** The active editor holds a flow. */
  'stepwise.flowFile': boolean;
  /** At least one run of this window goes on. */
  'stepwise.running': boolean;
}

export const views = {
  runs: 'stepwise.runs',
  runLog: 'stepwise.runLog',
} as const;

/** Every command; the compiler says when one is missing. */
export const commands: Readonly<Record<CommandId, true>> = {
  'stepwise.run': true,
  'stepwise.runAgain': true,
  'stepwise.cancelRun': true,
  'stepwise.showGraph': true,
  'stepwise.showStepInGraph': true,
  'stepwise.showRunLog': true,
  'stepwise.refreshRuns': true,
  'stepwise.moreRuns': true,
  'stepwise.openArtifact': true,
  'stepwise.openTaskLog': true,
  'stepwise.copyPathspec': true,
  'stepwise.selectInterpreter': true,
  'stepwise.createEnvironment': true,
  'stepwise.restartServer': true,
  'stepwise.showOutput': true,
};

type Kind<T> = [T] extends [string]
  ? string extends T
    ? 'string'
    : readonly T[]
  : [T] extends [boolean]
    ? 'boolean'
    : [T] extends [number]
      ? 'number'
      : 'object';

/** The JSON type of each setting, or its values where these are few. */
export const settings: { readonly [K in keyof Settings]: Kind<Settings[K]> } = {
  pythonPath: 'string',
  'run.workingDirectory': ['workspace', 'file'],
  'run.env': 'object',
  'run.saveBeforeRun': 'boolean',
  syntaxErrors: ['auto', 'on', 'off'],
  'checks.severity': 'object',
  'runs.limit': 'number',
};

export const contextKeys: Readonly<Record<keyof ContextKeys, true>> = {
  'stepwise.flowFile': true,
  'stepwise.running': true,
};
