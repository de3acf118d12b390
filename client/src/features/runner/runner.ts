import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { graphRequest } from '../../../../server/src/protocol/graph';
import type { LiveRun } from '../../api';
import type { Context } from '../../context';
import { setContext, setting } from '../../contributions';
import { report, UserError } from '../../errors';
import { chooseInterpreter, folderOf, metaflowOf } from '../../interpreter';
import { thisMachine } from '../../platform/machine';
import { isOwnFile } from '../../platform/ownFile';
import type { Interpreter } from '../../platform/python';
import { commandLine, runEnvironment } from './commandLine';
import { RunDiagnostics } from './diagnostics';
import { requireTrust } from './environment';
import { askValues } from './form';
import { environmentActions, tellOutcome } from './outcome';
import { stillValid, type Values } from './parameters';
import { type Outcome, Session } from './session';
import type { Target } from './target';
import { nameOf, progressText } from './texts';

const flowKey = ({ uri, flow }: Target) => `${uri.toString()}#${flow.name}`;

/** Starts runs, publishes their state, and tells how they end. Several may go on at once. */
export class Runner implements vscode.Disposable {
  readonly #context: Context;
  readonly #diagnostics = new RunDiagnostics();
  readonly #sessions = new Map<string, Session>();
  #count = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  get running(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  /** Runs a flow; `ask` shows the form where the flow has parameters. */
  async run(target: Target, ask: boolean): Promise<void> {
    requireTrust();
    const { uri, flow } = target;
    const memory = this.#context.extension.workspaceState;
    const key = `values:${flowKey(target)}`;
    const remembered = stillValid(flow.parameters, memory.get(key));
    const form = ask || remembersTooLittle(target, remembered);
    const values =
      form && flow.parameters.length > 0
        ? await askValues(flow.name, flow.parameters, remembered, folderOf(uri)?.uri)
        : remembered;
    if (values === undefined) return;
    await memory.update(key, values);
    await this.#start(target, values);
  }

  async #start(target: Target, values: Values): Promise<void> {
    const { uri } = target;
    const again = () => this.#start(target, values);
    const interpreter = await this.#interpreter(uri, again);
    if (setting('run.saveBeforeRun', uri)) await save(uri);
    this.#diagnostics.clear(flowKey(target));
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'stepwise-'));
    try {
      const session = await this.#open(target, values, interpreter, path.join(folder, 'run-id'));
      this.#watch(session, target);
      const outcome = await session.done;
      this.#sessions.delete(session.key);
      setContext('stepwise.running', this.#sessions.size > 0);
      await this.#markFailure(target, outcome);
      await tellOutcome(this.#context, { ...outcome, python: interpreter.command, again });
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
  }

  async #open(target: Target, values: Values, interpreter: Interpreter, runIdFile: string): Promise<Session> {
    const { uri, flow } = target;
    const { server, runs, logs, log } = this.#context;
    const file = uri.fsPath;
    const graph = await server
      .request(graphRequest, { uri: uri.toString(), flow: flow.name })
      .catch(() => null);
    const command = commandLine(interpreter, file, runIdFile, flow.parameters, values);
    const folder = folderOf(uri)?.uri.fsPath;
    const cwd =
      setting('run.workingDirectory', uri) === 'file' ? path.dirname(file) : (folder ?? path.dirname(file));
    const env = runEnvironment(thisMachine(), interpreter, setting('run.env', uri));
    // Unlike those of an earlier session of this window: views remember what they showed.
    const key = `${Date.now().toString(36)}-${++this.#count}`;
    const roots = [
      path.dirname(file),
      ...(vscode.workspace.workspaceFolders ?? []).map((each) => each.uri.fsPath),
    ];
    log.info(`Runs ${flow.name} with ${interpreter.command} (${interpreter.source}) in ${cwd}.`);
    const session = new Session(
      {
        ...command,
        key,
        uri,
        flow: flow.name,
        cwd,
        file,
        env,
        graph,
        runIdFile,
        isOwn: isOwnFile(process.platform, roots),
      },
      { changed: (run) => runs.publish(run), lines: (lines) => logs.append(key, lines) },
    );
    this.#sessions.set(key, session);
    setContext('stepwise.running', true);
    return session;
  }

  /** Shows progress that can cancel, until the run has ended. */
  #watch(session: Session, { flow }: Target): void {
    const { runs, log } = this.#context;
    const options = { location: vscode.ProgressLocation.Notification, title: flow.name, cancellable: true };
    void vscode.window.withProgress(options, async (progress, token) => {
      const show = (run: LiveRun) => {
        if (run.key === session.key)
          progress.report({ message: messageOf(run, token.isCancellationRequested) });
      };
      const subscriptions = [
        runs.onDidChange(show),
        token.onCancellationRequested(() => {
          progress.report({ message: 'stopping' });
          session.cancel().catch((error: unknown) => report(log, 'stop the run', error));
        }),
      ];
      await session.done.finally(() => {
        for (const subscription of subscriptions) subscription.dispose();
      });
    });
  }

  async #markFailure(target: Target, { run, failure }: Outcome): Promise<void> {
    if (failure === undefined) return;
    const step = target.flow.steps.find(({ name }) => name === failure.step);
    const def =
      step &&
      new vscode.Location(
        vscode.Uri.parse(step.uri),
        new vscode.Range(
          step.range.start.line,
          step.range.start.character,
          step.range.end.line,
          step.range.end.character,
        ),
      );
    await this.#diagnostics.set(flowKey(target), failure, nameOf(run), def);
  }

  /** An interpreter that may have Metaflow; where there surely is none, the error says what to do. */
  async #interpreter(uri: vscode.Uri, again: () => unknown): Promise<Interpreter> {
    const choice = await chooseInterpreter(uri, true);
    if (choice.kind === 'missing') {
      throw new UserError(choice.message, await environmentActions(this.#context, uri, { again }));
    }
    const { interpreter } = choice;
    const metaflow = await metaflowOf(interpreter.command);
    if (metaflow.kind !== 'absent') return interpreter;
    throw new UserError(
      `${interpreter.command} has no Metaflow.`,
      await environmentActions(this.#context, uri, { python: interpreter.command, again }),
    );
  }

  /** Ends all runs, politely while `milliseconds` allow, then by force. */
  async stopAll(milliseconds: number): Promise<void> {
    const sessions = this.running;
    const patience = new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
    await Promise.race([Promise.allSettled(sessions.map((session) => session.cancel())), patience]);
    for (const session of sessions) session.kill();
  }

  dispose(): void {
    for (const session of this.running) session.kill();
    this.#diagnostics.dispose();
  }
}

/** A required parameter without a remembered value needs the form even where it was not asked for. */
function remembersTooLittle({ flow }: Target, values: Values): boolean {
  return flow.parameters.some(
    ({ required, hasDefault, name }) => required && !hasDefault && values[name] === undefined,
  );
}

function messageOf(run: LiveRun, stopping: boolean): string {
  const text = stopping ? 'stopping' : progressText(run);
  return run.runId === undefined ? text : `run ${run.runId}: ${text}`;
}

async function save(uri: vscode.Uri): Promise<void> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (document?.isDirty !== true || (await document.save())) return;
  throw new UserError(
    `${path.basename(uri.fsPath)} could not be saved, so it was not run. Save it, then run it again.`,
  );
}
