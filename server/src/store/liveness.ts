import { type ListWorkers, listWorkers, type Worker } from './processes';

/** Processes are listed no more often than this. */
const listedForMs = 2000;
/** How long a run without a process of its own may be silent: between two tasks, or where processes cannot be seen. */
const silentMs = { seen: 60_000, unseen: 10 * 60_000 };

/** Tells whether what has begun is still at work. */
export class Liveness {
  readonly #list: ListWorkers;
  readonly #now: () => number;
  #workers: Promise<readonly Worker[] | undefined> | undefined;
  #listedAt = 0;

  constructor(list: ListWorkers = listWorkers, now: () => number = Date.now) {
    this.#list = list;
    this.#now = now;
  }

  /** A process works for the run (for the task, where it is given), or its newest file is young. */
  async isAlive(run: string, task: string | undefined, newestFileAt: number): Promise<boolean> {
    const now = this.#now();
    if (this.#workers === undefined || now - this.#listedAt > listedForMs) {
      this.#listedAt = now;
      this.#workers = this.#list();
    }
    const workers = await this.#workers;
    if (workers?.some((worker) => worker.run === run && (task === undefined || worker.task === task)))
      return true;
    return now - newestFileAt < (workers === undefined ? silentMs.unseen : silentMs.seen);
  }

  /** Whether nothing can change any more in a run that failed this long ago. */
  isSettled(finishedAt: number): boolean {
    return this.#now() - finishedAt > silentMs.unseen;
  }
}
