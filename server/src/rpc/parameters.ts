/** Parameters of requests are data from outside: they are read by these, which throw a sentence. */
import path from 'node:path';
import { isSafeName, StoreError } from '../store/objectStore';

export class Parameters {
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(params: unknown) {
    const isObject = typeof params === 'object' && params !== null;
    this.#values = new Map(isObject ? Object.entries(params) : []);
  }

  /** The name of a flow, run, step, task or artifact: one part of a path, never a way out of it. */
  name(key: string): string {
    const value = this.#values.get(key);
    if (typeof value === 'string' && isSafeName(value)) return value;
    const shown = typeof value === 'string' ? ` “${value.slice(0, 100)}”` : '';
    throw new StoreError(`The ${key}${shown} is not a name in a datastore.`);
  }

  /** A whole number of at least `minimum`; undefined where it is absent. */
  integer(key: string, minimum: number): number | undefined {
    const value = this.#values.get(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum) return value;
    throw new StoreError(`The ${key} is not a number from ${minimum}.`);
  }

  /** Any finite number; undefined where it is absent. */
  number(key: string): number | undefined {
    const value = this.#values.get(key);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new StoreError(`The ${key} is not a number.`);
  }

  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const value = this.#values.get(key);
    const found = choices.find((choice) => choice === value);
    if (found === undefined && value !== undefined && value !== null) {
      throw new StoreError(`The ${key} is none of ${choices.join(', ')}.`);
    }
    return found;
  }

  /** An absolute path. */
  folder(key: string): string {
    return absolute(this.#values.get(key), key);
  }

  /** A list of absolute paths. */
  folders(key: string): string[] {
    const value = this.#values.get(key);
    if (!Array.isArray(value)) throw new StoreError(`The ${key} are not a list.`);
    return value.map((item) => absolute(item, key));
  }
}

function absolute(value: unknown, key: string): string {
  if (typeof value === 'string' && path.isAbsolute(value) && !value.includes('\0')) return value;
  throw new StoreError(`The ${key} is not an absolute path.`);
}
