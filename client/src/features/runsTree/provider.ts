/** The tree of the Runs view: asks for what is expanded, and again for what changed. */
import * as vscode from 'vscode';
import { storeChanged, watchRoots } from '../../../../server/src/protocol/store';
import type { LiveRun } from '../../api';
import type { Context } from '../../context';
import { setting } from '../../contributions';
import { isCancellation } from '../../errors';
import type { Folders } from './folders';
import { type Entry, Forest } from './forest';
import { treeItem } from './item';
import { type Ask, loadBelow, loadTop } from './load';
import { isOpen, type Node } from './nodes';

export class RunsProvider implements vscode.TreeDataProvider<Entry>, vscode.Disposable {
  readonly #context: Context;
  readonly #folders: Folders;
  readonly #forest = new Forest();
  readonly #changed = new vscode.EventEmitter<Entry | undefined>();
  readonly #subscriptions: vscode.Disposable[];
  /** The newest question per row, while it is open. */
  readonly #latest = new Map<Entry | undefined, number>();
  #questions = 0;
  #top: Promise<readonly Entry[]> | undefined;
  #watched = '';
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(context: Context, folders: Folders) {
    this.#context = context;
    this.#folders = folders;
    this.#subscriptions = [
      this.#changed,
      context.server.on(storeChanged, ({ root, flow }) => this.#storeChanged(root, flow)),
      context.server.onDidChangeState((state) => {
        // A server that was started anew watches nothing yet.
        if (state !== 'running' || this.#watched === '') return;
        this.#watched = '';
        this.refresh();
      }),
      folders.onDidChange(() => this.reloadTop()),
    ];
  }

  getTreeItem(entry: Entry): vscode.TreeItem {
    return treeItem(entry, Date.now(), this.#liveRun(entry.node));
  }

  getParent(entry: Entry): Entry | undefined {
    return entry.parent;
  }

  async getChildren(entry?: Entry): Promise<Entry[]> {
    return [...(await this.#children(entry))];
  }

  /** Asks for everything again. */
  refresh(): void {
    this.#forest.forget();
    this.reloadTop();
  }

  /** Asks for the flows again; what they hold stays. */
  reloadTop(): void {
    this.#top = undefined;
    this.#changed.fire(undefined);
  }

  /** Times go on: draws all rows anew without asking. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  /** Shows another page of runs of a flow. */
  showMore(flow: Entry): void {
    flow.shown = (flow.shown ?? setting('runs.limit')) + setting('runs.limit');
    this.#reload(flow);
  }

  /** A run of this window went on. */
  runChanged(live: LiveRun): void {
    const { runId, flow } = live;
    if (runId === undefined) return;
    const run = this.#forest.find(
      (node) => node.kind === 'run' && node.run.run === runId && node.run.flow === flow,
    );
    if (run !== undefined) {
      this.#reloadRun(run);
      return;
    }
    const flows = this.#forest.find((node) => node.kind === 'flow' && node.flow.flow === flow);
    if (flows === undefined) this.reloadTop();
    else this.#reload(flows);
  }

  /** Runs that were still going when they were read: they may have gone on. */
  reloadOpenRuns(): void {
    for (const entry of this.#forest.all()) {
      if (entry.node.kind === 'run' && entry.node.run.status === 'running') this.#reloadRun(entry);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #children(parent: Entry | undefined): Promise<readonly Entry[]> {
    if (parent === undefined) {
      this.#top ??= this.#load(undefined);
      return this.#top;
    }
    parent.children ??= this.#load(parent);
    return parent.children;
  }

  /** An answer that a newer question has overtaken gives way to that one's. */
  async #load(parent: Entry | undefined): Promise<readonly Entry[]> {
    const question = ++this.#questions;
    this.#latest.set(parent, question);
    const nodes = await this.#ask(parent);
    if (this.#latest.get(parent) !== question) return this.#children(parent);
    this.#latest.delete(parent);
    return this.#forest.place(parent, nodes);
  }

  async #ask(parent: Entry | undefined): Promise<readonly Node[]> {
    const ask: Ask = (definition, params) => this.#context.server.request(definition, params);
    try {
      if (parent !== undefined) {
        return await loadBelow(ask, parent.node, parent.shown ?? setting('runs.limit'));
      }
      const { roots, nodes } = await loadTop(ask, this.#folders.list());
      this.#watch(roots);
      return nodes;
    } catch (error) {
      if (isCancellation(error)) return [];
      this.#context.log.error('The runs were not read.', String(error));
      const text = 'Could not be read. Press Refresh to try again; the output says why.';
      return [{ kind: 'note', text, problem: true }];
    }
  }

  #watch(roots: readonly string[]): void {
    const key = JSON.stringify(roots);
    if (key === this.#watched) return;
    this.#watched = key;
    this.#context.server.notify(watchRoots, { roots });
  }

  #storeChanged(root: string, flow: string | undefined): void {
    const changed = this.#forest.find(
      (node) =>
        node.kind === 'flow' && node.flow.root === root && (flow === undefined || node.flow.flow === flow),
    );
    if (changed !== undefined) changed.children = undefined;
    // Flows stand in the order of their newest run, and say how many they have.
    const store = this.#forest.find((node) => node.kind === 'root' && node.root === root);
    if (store === undefined) this.reloadTop();
    else this.#reload(store);
  }

  #reload(entry: Entry): void {
    entry.children = undefined;
    this.#changed.fire(entry);
  }

  /** A run with the steps and tasks that can still change. */
  #reloadRun(run: Entry): void {
    if (run.children !== undefined) {
      for (const entry of this.#forest.all()) {
        if (entry.id.startsWith(`${run.id}\n`) && isOpen(entry.node)) entry.children = undefined;
      }
    }
    this.#reload(run);
  }

  #liveRun(node: Node): LiveRun | undefined {
    if (node.kind !== 'run') return undefined;
    const { run, flow } = node.run;
    return this.#context.runs.all().find((live) => live.runId === run && live.flow === flow);
  }
}
