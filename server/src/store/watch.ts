import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isFolder } from './config';
import { flowNames } from './names';
import type { RunRepository } from './runRepository';

/** Flows of a root that are watched, by name; beyond that only new flows are noticed. */
const maxFlows = 200;
/** Runs of a flow whose progress is followed. */
const followedRuns = 5;
/** Changes that come together are told once. */
const settleMs = 100;
const pollMs = 1000;
/** A run that failed may go on with another attempt, so a flow is polled for some time after its last run ended. */
const lingerMs = 60_000;
/** A flow without a run in this time has none going on. */
const recentMs = 7 * 86_400_000;

/**
 * Tells when a datastore changes: a flow or run appears or goes away, a run makes progress or ends. Watches the root's
 * and its flows' folders only, as each task makes dozens of files; runs that go on are polled instead.
 */
export class RootWatcher {
  readonly #root: string;
  readonly #repository: RunRepository;
  readonly #changed: (flow?: string) => void;
  /** Open watchers by folder. */
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #settling = new Map<string, NodeJS.Timeout>();
  /** Flows that are polled: what was last seen of their runs, and until when they are polled. */
  readonly #followed = new Map<string, { readonly seen: string; readonly until: number }>();
  #poll: NodeJS.Timeout | undefined;
  /** The flows that were there when last looked; undefined without a root. */
  #flows: readonly string[] | undefined;
  #disposed = false;

  constructor(root: string, repository: RunRepository, changed: (flow?: string) => void) {
    this.#root = root;
    this.#repository = repository;
    this.#changed = changed;
  }

  /** Resolves when everything that is there is watched. The root need not exist yet. */
  async start(): Promise<void> {
    await this.#scan();
    for (const { flow, latestAt } of await this.#repository.flows()) {
      const isRecent = latestAt !== undefined && Date.now() - latestAt < recentMs;
      if (isRecent && (await this.#look(flow)).running) await this.#follow(flow);
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    for (const timer of this.#settling.values()) clearTimeout(timer);
    clearTimeout(this.#poll);
  }

  /** Opens and closes watchers to match what is there now. */
  async #scan(): Promise<void> {
    const flows = await flowsOf(this.#root);
    const wanted = new Map<string, () => void>();
    const rootEvent = () => this.#soon('', () => this.#rootChanged());
    if (flows !== undefined) wanted.set(this.#root, rootEvent);
    for (const flow of flows?.slice(0, maxFlows) ?? []) {
      wanted.set(path.join(this.#root, flow), () => this.#soon(flow, () => this.#flowChanged(flow)));
    }
    // The nearest folder above tells when the root is made, moved or deleted.
    const above = await nearestFolder(path.dirname(this.#root));
    if (above !== undefined) wanted.set(above, rootEvent);
    if (this.#disposed) return;
    this.#flows = flows;
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const [folder, listener] of wanted) {
      if (!this.#watchers.has(folder)) this.#open(folder, listener);
    }
  }

  #open(folder: string, listener: () => void): void {
    try {
      const watcher = watch(folder, { persistent: false }, listener);
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
        listener();
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // It went away at this moment, or the system has no watches left: the user can still refresh by hand.
    }
  }

  #soon(name: string, action: () => Promise<void>): void {
    if (this.#disposed || this.#settling.has(name)) return;
    const timer = setTimeout(() => {
      this.#settling.delete(name);
      action().catch(() => this.#changed());
    }, settleMs);
    this.#settling.set(name, timer);
  }

  /** Other files in the root and in the folder above are none of ours. */
  async #rootChanged(): Promise<void> {
    const before = this.#flows;
    await this.#scan();
    if (this.#disposed || JSON.stringify(before) === JSON.stringify(this.#flows)) return;
    this.#changed();
    for (const flow of this.#flows ?? []) {
      if (!before?.includes(flow)) await this.#follow(flow);
    }
  }

  async #flowChanged(flow: string): Promise<void> {
    this.#changed(flow);
    if (await isFolder(path.join(this.#root, flow))) await this.#follow(flow);
    else await this.#scan();
  }

  /** Polls a flow for as long as one of its newest runs goes on, and a little longer. */
  async #follow(flow: string): Promise<void> {
    const { seen } = await this.#look(flow);
    this.#followed.set(flow, { seen, until: Date.now() + lingerMs });
    this.#schedule(pollMs);
  }

  #schedule(delay: number): void {
    if (this.#disposed || this.#poll !== undefined || this.#followed.size === 0) return;
    this.#poll = setTimeout(() => {
      void this.#pollAll();
    }, delay).unref();
  }

  async #pollAll(): Promise<void> {
    const began = Date.now();
    for (const [flow, before] of [...this.#followed]) {
      const { seen, running } = await this.#look(flow).catch(() => ({ seen: '', running: false }));
      if (this.#disposed) return;
      if (running || seen !== before.seen) this.#followed.set(flow, { seen, until: Date.now() + lingerMs });
      else if (Date.now() > before.until) this.#followed.delete(flow);
      if (seen !== before.seen) this.#changed(flow);
    }
    this.#poll = undefined;
    // A store that is slow to read is asked less often.
    this.#schedule(Math.max(pollMs, 5 * (Date.now() - began)));
  }

  async #look(flow: string): Promise<{ seen: string; running: boolean }> {
    const runs = await this.#repository.runs(flow, followedRuns);
    const progress = await Promise.all(
      runs.map(async ({ run, status }) => (status === 'running' ? this.#repository.steps(flow, run) : [])),
    );
    const counts = progress
      .flat()
      .map(({ step, status, tasks, succeeded, failed }) => [step, status, tasks, succeeded, failed]);
    return {
      seen: JSON.stringify([runs.map(({ run, status }) => [run, status]), counts]),
      running: runs.some(({ status }) => status === 'running'),
    };
  }
}

/** Sorted; undefined where there is no such folder. */
async function flowsOf(root: string): Promise<readonly string[] | undefined> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return flowNames(entries.map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))).sort();
  } catch {
    return undefined;
  }
}

async function nearestFolder(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await isFolder(at)) return at;
    if (path.dirname(at) === at) return undefined;
  }
}
