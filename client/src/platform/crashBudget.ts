/** How often something may be started again before it is left alone. */
export class CrashBudget {
  readonly #limit: number;
  readonly #windowMs: number;
  #times: number[] = [];

  /** The `limit`-th crash within `windowMs` milliseconds is one too many. */
  constructor({ limit, windowMs }: { readonly limit: number; readonly windowMs: number }) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts a crash at a time and says whether to start again. */
  allows(now: number): boolean {
    this.#times = [...this.#times.filter((time) => now - time < this.#windowMs), now];
    return this.#times.length < this.#limit;
  }

  forget(): void {
    this.#times = [];
  }
}
