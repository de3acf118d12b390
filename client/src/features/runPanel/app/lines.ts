/** The lines of a run, those that are chosen of them, and what is searched in these. Pure. */
import type { LineView, Selection } from '../messages';

export class Lines {
  #all: LineView[] = [];
  #shown: LineView[] = [];
  #matches: number[] = [];
  #query = '';
  #step: string | undefined;
  #task: string | undefined;
  /** Lines before the first that are not kept. */
  dropped = 0;

  /** At most this many lines are kept; the oldest go first. */
  constructor(readonly most: number) {}

  get shown(): readonly LineView[] {
    return this.#shown;
  }

  /** Positions in `shown` of lines with the query. */
  get matches(): readonly number[] {
    return this.#matches;
  }

  clear(dropped: number): void {
    this.#all = [];
    this.dropped = dropped;
    this.#choose();
  }

  /** Returns how many of the shown lines went away from the front. */
  append(lines: readonly LineView[]): number {
    for (const line of lines) {
      this.#all.push(line);
      if (!this.#fits(line)) continue;
      this.#shown.push(line);
      if (this.#found(line)) this.#matches.push(this.#shown.length - 1);
    }
    const excess = this.#all.length - this.most;
    if (excess <= this.most / 10) return 0;
    const before = this.#shown.length;
    this.#all = this.#all.slice(excess);
    this.dropped += excess;
    this.#choose();
    return before - this.#shown.length;
  }

  select({ step, task }: Omit<Selection, 'key'>): void {
    this.#step = step;
    this.#task = task;
    this.#choose();
  }

  /** Looks for a text, upper and lower case alike; empty for none. */
  search(query: string): void {
    this.#query = query.toLowerCase();
    this.#matches = this.#shown.flatMap((line, at) => (this.#found(line) ? [at] : []));
  }

  #choose(): void {
    this.#shown = this.#all.filter((line) => this.#fits(line));
    this.search(this.#query);
  }

  #fits(line: LineView): boolean {
    if (this.#step === undefined) return true;
    return line.step === this.#step && (this.#task === undefined || line.task === this.#task);
  }

  #found(line: LineView): boolean {
    return this.#query !== '' && line.text.toLowerCase().includes(this.#query);
  }
}

export interface Segment {
  readonly text: string;
  readonly match: boolean;
  readonly link: boolean;
}

/** A line's text cut at the ends of its link and of each match. */
export function segments({ text, link }: LineView, query: string): readonly Segment[] {
  const wanted = query.toLowerCase();
  const folded = text.toLowerCase();
  const cuts = new Set([0, text.length]);
  const found: [number, number][] = [];
  // Where folding changes lengths (İ), positions would not fit.
  if (wanted !== '' && folded.length === text.length) {
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      found.push([at, at + wanted.length]);
      cuts.add(at).add(at + wanted.length);
    }
  }
  if (link !== undefined) cuts.add(link.from).add(link.to);
  const order = [...cuts].sort((a, b) => a - b);
  return order.slice(0, -1).map((from, index) => ({
    text: text.slice(from, order[index + 1]),
    match: found.some(([start, end]) => start <= from && from < end),
    link: link !== undefined && link.from <= from && from < link.to,
  }));
}
