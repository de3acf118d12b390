/** What the body of a function says, read once: while someone types, nearly all functions stay as they are or only move. */

import { originOf, shift } from '../python/shift';
import type { FunctionStatement } from '../python/syntax';
import { docstring } from '../python/walk';
import { type BodyReading, readBody } from './artifacts';
import type { Transition } from './model';
import { readTransition } from './transitions';

interface Reading extends BodyReading {
  readonly transition: Transition | undefined;
}

const readings = new WeakMap<FunctionStatement, Reading>();
const docs = new WeakMap<FunctionStatement, { readonly doc: string | undefined }>();

/** The transition and the uses of artifacts, at the function's present place. */
export function readFunction(fn: FunctionStatement, numArgs: number): Reading {
  const { node, distance } = originOf(fn);
  let reading = readings.get(node);
  if (reading === undefined) {
    const { accesses, nexts } = readBody(node);
    reading = { transition: readTransition(node, numArgs), accesses, nexts };
    readings.set(node, reading);
  }
  const { transition, nexts, accesses } = reading;
  let moved: BodyReading['accesses'] | undefined;
  return {
    transition: shift(transition, distance),
    nexts: shift(nexts, distance),
    // Many, and no check asks for them.
    get accesses() {
      moved ??= shift(accesses, distance);
      return moved;
    },
  };
}

/** The docstring. */
export function docOf(fn: FunctionStatement): string | undefined {
  const { node } = originOf(fn);
  let known = docs.get(node);
  if (known === undefined) {
    known = { doc: docstring(node.body) };
    docs.set(node, known);
  }
  return known.doc;
}
