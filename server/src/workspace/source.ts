import { LineIndex } from '../base/text';
import { parse } from '../python/parser';
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

  constructor(uri: string, version: number, text: string) {
    this.uri = uri;
    this.version = version;
    this.text = text;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /** The parsed text; an empty module for a text that is too long or that is not text. */
  get module(): Module {
    this.#module ??= parse(this.isReadable ? this.text : '');
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
