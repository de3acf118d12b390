/** Whether our findings agree with Metaflow's verdict on the same text. */
import { LineIndex } from '../../server/src/base/text';
import { checkFile, type Diagnostic } from '../../server/src/checks/run';
import { buildFlowFile } from '../../server/src/flow/build';
import { parse } from '../../server/src/python/parser';

/** What Metaflow said of a flow. */
export interface Verdict {
  readonly ok: boolean;
  readonly phase: string;
  /** The function of metaflow/lint.py that complained. */
  readonly check: string | null;
  /** One-based; null or 0 where it names no line. */
  readonly line: number | null;
  readonly message: string | null;
}

/**
 * Our codes for each of Metaflow's checks (metaflow/lint.py, 2.19.38). It stops at its first complaint and sometimes
 * gives a reason that is not the real one: a join without self.next, say, "splits" for it.
 */
const codes: Readonly<Record<string, readonly string[]>> = {
  check_reserved_words: ['reserved-step-name'],
  check_basic_steps: ['no-steps', 'missing-start', 'missing-end', 'multiple-starts', 'multiple-ends'],
  check_annotation_name_conflict: ['ambiguous-start', 'ambiguous-end'],
  check_start_end_degree: ['start-has-incoming', 'end-has-transition', 'unknown-step'],
  check_that_end_is_end: ['end-has-transition', 'end-is-join'],
  check_step_names: ['invalid-step-name'],
  check_num_args: ['too-many-arguments', 'join-and-split', 'missing-self', 'missing-next', 'invalid-next'],
  check_static_transitions: ['missing-next'],
  check_valid_transitions: ['invalid-next'],
  check_unknown_transitions: ['unknown-step'],
  check_for_acyclicity: ['loop'],
  check_for_orphans: ['unreachable-step'],
  check_split_join_balance: [
    'unjoined-split',
    'join-without-split',
    'incomplete-join',
    'unrelated-join',
    'duplicate-branch',
    'empty-branch',
    'empty-foreach',
  ],
  check_switch_splits: ['single-case-switch'],
  check_parallel_step_after_next: ['num-parallel-without-decorator'],
  check_join_followed_by_parallel_step: ['parallel-not-joined', 'parallel-without-num-parallel'],
  check_parallel_foreach_calls_parallel_step: ['parallel-without-num-parallel'],
  check_ambiguous_joins: ['switch-into-join'],
};

/** What disagrees, in words; undefined where nothing does. Phases before the graph is there are not compared. */
export function disagreement(source: string, verdict: Verdict): string | undefined {
  const module = parse(source);
  const file = buildFlowFile('file:///flow.py', module);
  const errors = checkFile(file, module).filter((found) => found.severity === 'error');
  const lines = new LineIndex(source);
  const shown = errors.map((one) => `${lines.position(one.span.start).line + 1} ${one.code}`).join(', ');
  const metaflow = `Metaflow: ${verdict.check ?? verdict.phase}, line ${verdict.line}: ${verdict.message}`;
  if (verdict.ok) return errors.length === 0 ? undefined : `accepted, but we say ${shown}`;
  // Without steps and not started it is there for others to extend; the class that was to be started is missing.
  if (file.flows.every(({ flow }) => flow.role === 'base' || (flow.role === 'leaf' && flow.steps.size === 0)))
    return undefined;
  if (errors.length === 0) return `refused, but we say nothing. ${metaflow}`;
  if (verdict.phase !== 'lint') return undefined;
  const fitting = errors.filter(({ code }) => codes[verdict.check ?? '']?.includes(code));
  if (fitting.length === 0) return `no fitting code: ${shown}. ${metaflow}`;
  const { line } = verdict;
  if (!line || fitting.some((one) => isAt(one, line - 1, lines))) return undefined;
  return `not there: ${shown}. ${metaflow}`;
}

/** At the line, or in the step that the line belongs to. */
function isAt(found: Diagnostic, line: number, lines: LineIndex): boolean {
  if (lines.position(found.span.start).line === line) return true;
  if (found.step === undefined) return false;
  // A decorator below @step may have put another function in the step's place, whose lines Metaflow reads.
  return [found.step.span, found.step.node].some(
    (span) => lines.position(span.start).line <= line && line <= lines.position(span.end).line,
  );
}
