import * as vscode from 'vscode';
import { type Context, createContext, type Feature } from './context';
import { artifactView } from './features/artifactView/feature';
import { graphView } from './features/graphView/feature';
import { logs } from './features/logs/feature';
import { runner } from './features/runner/feature';
import { runPanel } from './features/runPanel/feature';
import { runsTree } from './features/runsTree/feature';
import { status } from './features/status/feature';
import { NodeLanguageServer } from './languageClient';

/** Set in the first line of the bundle (esbuild.config.mjs). */
declare const bundleStarted: number;
const loading = performance.now() - bundleStarted;

const features: Readonly<Record<string, Feature>> = {
  status,
  runner,
  runPanel,
  graphView,
  runsTree,
  artifactView,
  logs,
};

/** What tests see of the running extension. */
export interface Api extends Pick<Context, 'runs' | 'server'> {
  /** Milliseconds that loading the modules and activating the features took. */
  readonly activation: number;
}

let server: NodeLanguageServer | undefined;

/** Each feature stands alone: one that fails is logged and the others go on. Nothing is waited for. */
export function activate(extension: vscode.ExtensionContext): Api {
  const began = performance.now();
  const log = vscode.window.createOutputChannel('Stepwise', { log: true });
  server = new NodeLanguageServer(extension.extensionUri, log);
  extension.subscriptions.push(log, server);
  const context = createContext(extension, log, server);
  for (const [name, feature] of Object.entries(features)) {
    const failed = (error: unknown) =>
      log.error(
        `The feature ${name} is not available.`,
        error instanceof Error ? (error.stack ?? '') : String(error),
      );
    try {
      Promise.resolve(feature.activate(context)).catch(failed);
    } catch (error) {
      failed(error);
    }
  }
  const activation = loading + performance.now() - began;
  log.info(`Loaded in ${loading.toFixed(1)} ms, activated after ${activation.toFixed(1)} ms.`);
  return { runs: context.runs, server, activation };
}

export async function deactivate(): Promise<void> {
  await Promise.allSettled(Object.values(features).map((feature) => feature.deactivate?.()));
  await server?.stop();
}
