import { LineIndex } from '../base/text';
import { parseAgain } from '../python/incremental';
import type { Module } from '../python/syntax';

/** Longest text that is analysed, in UTF-16 code units: some 25,000 lines. No flow that people write comes near. */
export const longestText = 1_000_000;

/** One text of the workspace: a version of an open document, or a file as it was read from disk. */
export class Source {
  readonly uri: string;
  /** The client's version; -1 for a file on disk. */
  readonly version: number;
  readonly text: string;
  #lines: LineIndex | undefined;
  #module: Module | undefined;
  /** What the text was before, until it is parsed. */
  #before: Module | undefined;

  /** @param before an earlier version of the same document: what did not change is not parsed again */
  constructor(uri: string, version: number, text: string, before?: Source) {
    this.uri = uri;
    this.version = version;
    this.text = text;
    if (before !== undefined) this.#before = before.#module ?? before.#before;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /** The parsed text; an empty module for a text that is too long or that is not text. */
  get module(): Module {
    if (this.#module === undefined) {
      this.#module = parseAgain(this.#before, this.isReadable ? this.text : '');
      this.#before = undefined;
    }
    return this.#module;
  }

  get isTooLong(): boolean {
    return this.text.length > longestText;
  }

  get isReadable(): boolean {
    return !this.isTooLong && !this.text.includes('\0');
  }
}

/**
 * Whether a text could define a flow: a cheap test that spares all other Python files the parser. Every flow names
 * Metaflow, a base class called something with `flow`, or a step.
 */
export function mayHaveFlows(text: string): boolean {
  return /flow|@step\b/i.test(text);
}

/**
 * Whether a text that does not say so may define a flow all the same, by a base class that it imports. Most Python
 * files with classes do: ask only for those that a person opened or named, or that can be run.
 */
export function mayInheritFlows(text: string): boolean {
  return /\bimport\b/.test(text) && /^[ \t]*class[ \t]+\w+[ \t]*\(/m.test(text);
}
