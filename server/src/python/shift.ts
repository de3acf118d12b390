/** Syntax that moved: the same nodes at other offsets, made without parsing again. */
import type { FunctionStatement } from './syntax';

/** A function as the parser made it, and how far it has moved since. What is known of `node` holds, moved, for it too. */
export interface Origin {
  readonly node: FunctionStatement;
  readonly distance: number;
}

const origins = new WeakMap<FunctionStatement, Origin>();

export function originOf(fn: FunctionStatement): Origin {
  return origins.get(fn) ?? { node: fn, distance: 0 };
}

/**
 * A copy of plain data in which every `start` and `end` that is a number is `distance` greater. The body of a function is
 * copied when it is first looked at: most never are.
 */
export function shift<T>(value: T, distance: number): T {
  return distance === 0 ? value : (copy(value, distance) as T);
}

function copy(value: unknown, distance: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Map) return value;
  if (Array.isArray(value)) return value.map((element) => copy(element, distance));
  if (isFunction(value)) return moved(value, distance);
  // All of it is plain data, so `in` meets its own keys only; Object.entries would take twice as long.
  const record = value as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const key in record) {
    const part = record[key];
    if (typeof part === 'number') result[key] = key === 'start' || key === 'end' ? part + distance : part;
    else result[key] = typeof part === 'object' ? copy(part, distance) : part;
  }
  return result;
}

function isFunction(value: object): value is FunctionStatement {
  return 'kind' in value && value.kind === 'function';
}

function moved(fn: FunctionStatement, by: number): FunctionStatement {
  const origin = originOf(fn);
  const { node } = origin;
  const distance = origin.distance + by;
  if (distance === 0) return node;
  let body: FunctionStatement['body'] | undefined;
  const result: FunctionStatement = {
    start: node.start + distance,
    end: node.end + distance,
    kind: 'function',
    async: node.async,
    name: shift(node.name, distance),
    parameters: shift(node.parameters, distance),
    returns: shift(node.returns, distance),
    decorators: shift(node.decorators, distance),
    header: shift(node.header, distance),
    get body() {
      body ??= shift(node.body, distance);
      return body;
    },
  };
  origins.set(result, { node, distance });
  return result;
}
