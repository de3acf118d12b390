/** Writes an unpickled value as Python would, within bounds. */
import { PythonPrinter } from './printer';
import type { Unpickled } from './value';

export interface RenderOptions {
  /** Characters of the text. */
  readonly maxCharacters?: number;
  /** Characters of a line before a container is spread over several. */
  readonly width?: number;
}

export interface Rendered {
  readonly text: string;
  /** One sentence each: what was left out of the value or its text, and why. */
  readonly notes: readonly string[];
}

/** Plain values become a valid Python literal; objects become calls of their class. Never throws. */
export function render(unpickled: Unpickled, options: RenderOptions = {}): Rendered {
  const notes = new Set(unpickled.notes);
  const printer = new PythonPrinter(options.maxCharacters ?? 200_000, options.width ?? 88, notes);
  return { text: printer.print(unpickled.value), notes: [...notes] };
}
