import type { LineIndex, Span } from '../base/text';
import type { FlowFile, Step } from '../flow/model';
import type { Module } from '../python/syntax';
import type { Source } from './source';

/** Something to tell the user about a place in a text. */
export interface Problem {
  /** Of the check that found it, or `syntax`. */
  readonly code: string;
  /** Whether there is a page about the code. */
  readonly documented: boolean;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly span: Span;
  /** URI of the file of `span`. */
  readonly source: string;
  readonly related: readonly { readonly span: Span; readonly source: string; readonly message: string }[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  /** Name of the flow that it is about; of several that inherit the place, the first. */
  readonly flow?: string;
  /** The step that it is about. */
  readonly step?: Step;
}

/** Finds the problems of an analysed text. The host supplies it: the workspace knows nothing of checks. */
export type Checker = (document: FlowDocument) => readonly Problem[];

/** One text with what was understood of it. Immutable; a new version or a changed base class makes a new one. */
export class FlowDocument {
  readonly source: Source;
  readonly file: FlowFile;
  /** URIs of the files that it was built from, and of those that would have been used if they existed. */
  readonly dependencies: ReadonlySet<string>;
  readonly #check: Checker;
  #problems: readonly Problem[] | undefined;

  constructor(source: Source, file: FlowFile, dependencies: ReadonlySet<string>, check: Checker) {
    this.source = source;
    this.file = file;
    this.dependencies = dependencies;
    this.#check = check;
  }

  get uri(): string {
    return this.source.uri;
  }
  get version(): number {
    return this.source.version;
  }
  get text(): string {
    return this.source.text;
  }
  get lines(): LineIndex {
    return this.source.lines;
  }
  get module(): Module {
    return this.source.module;
  }

  /** Found when first asked for. */
  get problems(): readonly Problem[] {
    this.#problems ??= this.#check(this);
    return this.#problems;
  }
}
