/** What a pickle describes, as data: nothing in it was imported, called or executed. Values may be shared and cyclic. */
export type PickleValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'bytearray'; readonly value: Uint8Array }
  | PickleSequence
  | PickleDict
  | PickleGlobal
  | PickleObject
  | PickleOpaque;

/** A list, tuple, set or frozenset, in the order of the pickle. */
export interface PickleSequence {
  readonly kind: 'list' | 'tuple' | 'set' | 'frozenset';
  readonly items: PickleValue[];
}

/** A dict, in the order of the pickle; keys may be of any kind. */
export interface PickleDict {
  readonly kind: 'dict';
  readonly entries: [PickleValue, PickleValue][];
}

/** A class or function named by the pickle: `collections.OrderedDict`. It is never looked up. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
}

/** What Python would make by calling `class` with `args`, then giving it `state`, `items` and `entries`. */
export interface PickleObject {
  readonly kind: 'object';
  /** Dotted name of the class or function: `datetime.datetime`. */
  readonly class: string;
  /** Whether the pickle asks for a call (`REDUCE`), rather than for an instance of a class (`NEWOBJ`). */
  readonly called: boolean;
  readonly args: readonly PickleValue[];
  readonly kwargs?: PickleValue;
  /** What `__setstate__` would get. */
  state?: PickleValue;
  /** Elements appended to it (subclasses of list, deque, set). */
  readonly items: PickleValue[];
  /** Pairs set on it (subclasses of dict). */
  readonly entries: [PickleValue, PickleValue][];
}

/** Something that cannot be shown: a persistent id, an out-of-band buffer, a part that was cut off. */
export interface PickleOpaque {
  readonly kind: 'opaque';
  readonly text: string;
}

/** Bounds of reading. What they leave out is said in the result's notes. */
export interface PickleLimits {
  /** Bytes looked at. */
  readonly bytes: number;
  /** Values, marks and memo entries kept; a guard of memory. */
  readonly values: number;
}

export const defaultLimits: PickleLimits = { bytes: 256 * 1024 * 1024, values: 1_000_000 };

export interface Unpickled {
  /** The value, or the part of it that could be read. */
  readonly value: PickleValue;
  /** One sentence each: what was left out, and why. */
  readonly notes: readonly string[];
}

export const none: PickleValue = { kind: 'none' };

export function opaque(text: string): PickleOpaque {
  return { kind: 'opaque', text };
}

export function newObject(
  name: string,
  args: readonly PickleValue[],
  called: boolean,
  kwargs?: PickleValue,
): PickleObject {
  return { kind: 'object', class: name, called, args, kwargs, items: [], entries: [] };
}
