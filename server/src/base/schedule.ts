/**
 * Runs work once after a burst of requests: as soon as nothing more is waiting in the event loop, so an idle process
 * pays nothing, and no later than `longest` milliseconds after the first request of the burst.
 */
export class Coalescer {
  readonly #work: () => void;
  readonly #longest: number;
  #handle: NodeJS.Immediate | undefined;
  #requested = false;
  #since = 0;

  constructor(work: () => void, longest = 50) {
    this.#work = work;
    this.#longest = longest;
  }

  request(): void {
    this.#requested = true;
    if (this.#handle !== undefined) return;
    this.#since = performance.now();
    this.#arm(0);
  }

  /** Each turn of the event loop delivers at most one message, so two silent turns mean that none is waiting. */
  #arm(silentTurns: number): void {
    this.#requested = false;
    this.#handle = setImmediate(() => {
      const silent = this.#requested ? 0 : silentTurns + 1;
      if (silent < 2 && performance.now() - this.#since < this.#longest) return this.#arm(silent);
      this.#handle = undefined;
      this.#requested = false;
      this.#work();
    });
  }

  dispose(): void {
    if (this.#handle !== undefined) clearImmediate(this.#handle);
    this.#handle = undefined;
  }
}
