/** A log that keeps its newest lines within bounds and knows how many it let go. */
export interface Bounds {
  readonly lines: number;
  readonly characters: number;
}

export class BoundedLog<L extends { readonly text: string }> {
  readonly #bounds: Bounds;
  #lines: L[] = [];
  #characters = 0;
  #dropped = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** Lines that are no longer here: the number of the first one that is. */
  get dropped(): number {
    return this.#dropped;
  }

  get lines(): readonly L[] {
    return this.#lines;
  }

  append(lines: readonly L[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#characters += line.text.length;
    }
    const { lines: most, characters } = this.#bounds;
    if (this.#lines.length <= most && this.#characters <= characters) return;
    // A tenth more than needed goes, so that not every line moves all others.
    let first = Math.max(0, this.#lines.length - Math.floor(most * 0.9));
    let freed = this.#lines.slice(0, first).reduce((sum, { text }) => sum + text.length, 0);
    while (this.#characters - freed > characters * 0.9 && first < this.#lines.length - 1) {
      freed += this.#lines[first]?.text.length ?? 0;
      first++;
    }
    this.#lines = this.#lines.slice(first);
    this.#characters -= freed;
    this.#dropped += first;
  }
}
