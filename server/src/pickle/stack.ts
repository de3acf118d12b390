import { type ByteReader, PickleError } from './byteReader';
import { salvage } from './fill';
import type { PickleLimits, PickleValue } from './value';

/** What the opcodes work on. */
export interface Machine {
  readonly reader: ByteReader;
  readonly stack: PickleStack;
  /** One sentence each, for the user: what was left out. */
  readonly notes: Set<string>;
}

/** The stack, marks and memo of an unpickling machine. What is kept in them is counted against the limit. */
export class PickleStack {
  readonly #limit: number;
  readonly #values: PickleValue[] = [];
  /** Heights of the stack at which a mark was set. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #count = 0;

  constructor(limits: PickleLimits) {
    this.#limit = limits.values;
  }

  push(value: PickleValue): true {
    this.#charge();
    this.#values.push(value);
    return true;
  }

  pop(): PickleValue {
    const floor = this.#marks.at(-1) ?? 0;
    const value = this.#values.length > floor ? this.#values.pop() : undefined;
    if (value === undefined) throw damaged();
    return value;
  }

  top(): PickleValue {
    const value = this.#values.at(-1);
    if (value === undefined) throw damaged();
    return value;
  }

  mark(): true {
    this.#charge();
    this.#marks.push(this.#values.length);
    return true;
  }

  /** Everything above the last mark, which is removed. */
  popMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw damaged();
    return this.#values.splice(mark);
  }

  /** Removes the last value, or the mark where that came after it. */
  drop(): true {
    if (this.#marks.at(-1) === this.#values.length) this.#marks.pop();
    else this.pop();
    return true;
  }

  /** Puts the top into the memo, at the next free place where none is named. */
  remember(index = this.#memo.size): true {
    this.#charge();
    this.#memo.set(index, this.top());
    return true;
  }

  recall(index: number): true {
    const value = this.#memo.get(index);
    if (value === undefined) throw damaged();
    return this.push(value);
  }

  /** What can be saved after reading ended early. */
  salvage(): PickleValue | undefined {
    return salvage(this.#values, this.#marks);
  }

  #charge(): void {
    if (++this.#count <= this.#limit) return;
    const limit = this.#limit.toLocaleString('en-US');
    throw new PickleError(`Only the first ${limit} values were read; the rest is left out.`);
  }
}

export function damaged(): PickleError {
  return new PickleError('The value is damaged: only the part that could be read is shown.');
}
