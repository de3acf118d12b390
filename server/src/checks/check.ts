import type { Span } from '../base/text';
import type { Flow, Step } from '../flow/model';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What a check may take for granted. Where a fact does not hold the check is skipped: its findings would be echoes. */
export type Fact =
  /** Every base class is known, nothing adds or hides steps. */
  | 'steps-known'
  /** Exactly one start step. */
  | 'start'
  /** Exactly one end step. */
  | 'end'
  /** Every transition that exists has a supported form and known targets. */
  | 'transitions'
  /** Every step but the end has a transition. */
  | 'complete'
  /** No loop but a switch to itself. */
  | 'acyclic'
  /** Every step is reachable. */
  | 'connected'
  /** Splits and joins match. */
  | 'balanced';

/** A replacement in the file of the finding. */
export interface Edit extends Span {
  readonly text: string;
}

export interface Finding {
  /** The token that is wrong. */
  readonly span: Span;
  /** URI of the file of `span`, where it is not the flow's own. */
  readonly source?: string;
  /** One clear sentence or two: what is wrong, what to do. */
  readonly message: string;
  readonly related?: readonly { readonly span: Span; readonly source?: string; readonly message: string }[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  /** The step it is about. */
  readonly step?: Step;
}

/** One rule: one file in rules/, one line in registry.ts. */
export interface Check {
  /** Stable, kebab-case; names the doc page. */
  readonly code: string;
  readonly severity: Severity;
  readonly needs: readonly Fact[];
  readonly doc: {
    /** One line, for the index. */
    readonly summary: string;
    /** Why it matters, in Markdown. */
    readonly why: string;
    /** A whole flow that the rule complains about; run by the tests. */
    readonly bad: string;
    /** The same flow mended; run by the tests. */
    readonly good: string;
  };
  /** Must not throw. */
  run(flow: Flow): Iterable<Finding>;
}
