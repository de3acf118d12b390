import type { Span } from '../base/text';
import type { Flow, FlowFile } from '../flow/model';
import type { Module } from '../python/syntax';
import type { Check, Finding, Severity } from './check';
import { holds } from './facts';
import { transitionsTo } from './findings';
import { checks as allChecks } from './registry';
import { Suppressions } from './suppression';

/** A finding with the code and the severity that it is shown with. */
export interface Diagnostic extends Finding {
  /** Of the check, or `syntax`, or `unknown-suppression`. */
  readonly code: string;
  readonly severity: Severity;
  /** Name of the flow class it is about; absent for what is about the file. */
  readonly flow?: string;
}

export type SeveritySetting = Severity | 'off' | 'default';

export interface RunOptions {
  /** By code; what is not named has the check's own severity. */
  readonly severity?: Readonly<Record<string, SeveritySetting | undefined>>;
  /** Told of a rule that failed; the other rules go on. */
  readonly log?: (message: string) => void;
  /** Instead of the registered ones. */
  readonly checks?: readonly Check[];
}

/** Code of Python syntax errors. They are no checks: no page, no suppression. */
export const syntaxCode = 'syntax';
/** Code for a suppression comment that names no check. */
export const unknownSuppressionCode = 'unknown-suppression';

/**
 * All findings about one flow in order of their place. Never throws.
 * @param module the parsed file of the flow
 */
export function runChecks(flow: Flow, module: Module, options: RunOptions = {}): readonly Diagnostic[] {
  return inOrder(findings(flow, new Suppressions(module), options));
}

/**
 * All findings about one file: its syntax errors, its flows and its suppression comments. A finding about a step that
 * several flows inherit is there once. Never throws.
 */
export function checkFile(file: FlowFile, module: Module, options: RunOptions = {}): readonly Diagnostic[] {
  const suppressions = new Suppressions(module);
  const found = [
    ...syntaxErrors(module),
    ...file.flows.flatMap((flow) => findings(flow, suppressions, options)),
    ...unknownSuppressions(suppressions, options),
  ];
  const seen = new Set<string>();
  return inOrder(found).filter((one) => {
    const key = JSON.stringify([one.source, one.span.start, one.span.end, one.code, one.message]);
    return !seen.has(key) && seen.add(key);
  });
}

/** What keeps Python from compiling the file. */
export function syntaxErrors(module: Module): Diagnostic[] {
  return module.problems.map(({ start, end, message }) => ({
    code: syntaxCode,
    severity: 'error',
    span: { start, end },
    message: /[.!?]$/.test(message) ? message : `${message}.`,
  }));
}

function findings(flow: Flow, suppressions: Suppressions, options: RunOptions): Diagnostic[] {
  if (flow.flow.role === 'base') return [];
  return (options.checks ?? allChecks).flatMap((check) => {
    const severity = severityOf(check.code, check.severity, options);
    if (severity === 'off') return [];
    try {
      if (!check.needs.every((fact) => holds(flow, fact))) return [];
      return [...check.run(flow)]
        .filter((finding) => !isDoubtful(flow, finding))
        .filter((finding) => !isSuppressed(finding, check.code, flow, suppressions))
        .map((finding) => ({ ...finding, code: check.code, severity, flow: flow.flow.name }));
    } catch (error) {
      options.log?.(`The check '${check.code}' failed on flow '${flow.flow.name}': ${String(error)}`);
      return [];
    }
  });
}

/**
 * Whether the finding is about a step that may be none: a decorator that can not be read may have hidden it. Where
 * other steps lead to it, or the flow begins with it, the flow would be wrong without it as well.
 */
function isDoubtful(flow: Flow, { step }: Finding): boolean {
  if (step === undefined || !step.unknownDecorators) return false;
  if (step.name === flow.graph.start && flow.flow.steps.size !== 2) return false;
  return !transitionsTo(flow, step.name).some((from) => from.step !== step);
}

/** Comments of the flow's own file say nothing about the lines of another. */
function isSuppressed(finding: Finding, code: string, flow: Flow, suppressions: Suppressions): boolean {
  if (finding.source !== undefined && finding.source !== flow.flow.source) return false;
  return suppressions.covers(code, finding.span.start);
}

function unknownSuppressions(suppressions: Suppressions, options: RunOptions): Diagnostic[] {
  const severity = severityOf(unknownSuppressionCode, 'hint', options);
  if (severity === 'off') return [];
  const known = new Set([...allChecks.map((check) => check.code), unknownSuppressionCode]);
  return [...suppressions.codes()]
    .filter(({ code }) => !known.has(code))
    .map(({ code, start, end }) => ({
      code: unknownSuppressionCode,
      severity,
      span: { start, end },
      message: `No check is called '${code}', so this comment suppresses nothing by that name.`,
    }));
}

function severityOf(code: string, own: Severity, options: RunOptions): Severity | 'off' {
  const setting = options.severity?.[code] ?? 'default';
  return setting === 'default' ? own : setting;
}

function inOrder(found: readonly Diagnostic[]): Diagnostic[] {
  const key = (one: { readonly span: Span }) => one.span.start;
  return [...found].sort((a, b) => key(a) - key(b) || a.span.end - b.span.end || (a.code < b.code ? -1 : 1));
}
