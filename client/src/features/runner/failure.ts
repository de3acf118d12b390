/** Why a run ended badly, in one sentence, and where in the person's files. Pure. */
import { frameOf, lastTraceback, type Traceback } from './traceback';

export type Reason =
  /** A step raised, or was stopped by Metaflow. */
  | 'step'
  /** The interpreter has no Metaflow. */
  | 'noMetaflow'
  /** Metaflow finds no user name, as with root in a container. */
  | 'noUser'
  /** The file can not be parsed or imported. */
  | 'import'
  /** Metaflow's own checks. */
  | 'check'
  /** An argument that was refused. */
  | 'usage'
  /** The file ended without starting a flow. */
  | 'notStarted'
  | 'other';

export interface Place {
  readonly file: string;
  /** One-based. */
  readonly line: number;
}

export interface Failure {
  readonly reason: Reason;
  /** What happened, without a full stop. */
  readonly message: string;
  readonly place?: Place;
  readonly step?: string;
  readonly task?: string;
}

export interface Ending {
  /** Null where a signal ended the process. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Whether Metaflow said that it starts the run. */
  readonly begun: boolean;
  readonly culprit?: { readonly step: string; readonly task: string };
  /** Texts of the culprit's last lines. */
  readonly taskLines: readonly string[];
  /** Last lines of standard error. */
  readonly errorLines: readonly string[];
  readonly flowFile: string;
  /** Whether a file is the person's: not of a library, not of Python. */
  readonly isOwn: (file: string) => boolean;
}

/** Undefined where all went well. */
export function explain(ending: Ending): Failure | undefined {
  if (ending.code === 0) return ending.begun ? undefined : notStarted;
  if (ending.culprit !== undefined) return stepFailure(ending, ending.culprit);
  return startFailure(ending);
}

const notStarted: Failure = {
  reason: 'notStarted',
  message:
    'The file ended without starting a flow: its last lines must call the flow\'s class, as in `if __name__ == "__main__": MyFlow()`',
};

function stepFailure(ending: Ending, culprit: { step: string; task: string }): Failure {
  const { taskLines, flowFile } = ending;
  const common = { reason: 'step' as const, ...culprit };
  const begin = taskLines.findLastIndex((line) => /^<flow \S+ step .*> failed:$/.test(line));
  const end = taskLines.findLastIndex((line) => /^Task failed( with a segmentation fault)?\.$/.test(line));
  if (taskLines[end]?.includes('segmentation')) {
    return { ...common, message: 'The process of the step crashed (segmentation fault)' };
  }
  const block = taskLines.slice(begin + 1, end > begin ? end : undefined);
  const traceback = lastTraceback(block);
  if (traceback !== undefined) {
    return { ...common, message: traceback.exception, place: ownPlace(traceback, ending) };
  }
  if (begin < 0 || block.length === 0)
    return { ...common, message: 'The process of the step ended before the step did' };
  const text = block.join('\n').trim();
  const [headline = '', ...rest] = text.split('\n');
  const line = /\bon line (\d+):?$/.exec(headline)?.[1];
  return {
    ...common,
    message: rest.length > 0 ? rest.join('\n') : headline,
    place: line === undefined ? undefined : { file: flowFile, line: Number(line) },
  };
}

function startFailure(ending: Ending): Failure {
  const { errorLines, code, signal } = ending;
  const text = errorLines.join('\n');
  if (/^ModuleNotFoundError: No module named 'metaflow'$/m.test(text)) {
    return { reason: 'noMetaflow', message: 'The interpreter has no package metaflow' };
  }
  if (text.includes('Metaflow could not determine your user name')) {
    return { reason: 'noUser', message: 'Metaflow could not determine your user name' };
  }
  const usage = /^Error: (.*)$/m.exec(text)?.[1];
  if (code === 2 && usage !== undefined) return { reason: 'usage', message: usage };
  const syntax = syntaxError(errorLines);
  if (syntax !== undefined) return syntax;
  const checked = metaflowException(errorLines);
  if (checked !== undefined) return checked;
  const traceback = lastTraceback(errorLines);
  if (traceback !== undefined) {
    return { reason: 'import', message: traceback.exception, place: ownPlace(traceback, ending) };
  }
  if (signal !== null) return { reason: 'other', message: `Python was ended by the signal ${signal}` };
  const last = errorLines.findLast((line) => line.trim() !== '')?.trim();
  return { reason: 'other', message: last ?? `Python ended with exit code ${code}` };
}

/** A syntax error has no frame of its own: `File "…", line 5` without a function, then the error. */
function syntaxError(lines: readonly string[]): Failure | undefined {
  const at = lines.findLastIndex((line) => /^(Syntax|Indentation|Tab)Error: /.test(line));
  const message = lines[at];
  if (message === undefined) return undefined;
  const frame = lines.slice(0, at).findLast((line) => frameOf(line) !== undefined);
  const found = frame === undefined ? undefined : frameOf(frame);
  return { reason: 'import', message, place: found && { file: found.file, line: found.line } };
}

/** `    Headline in file F on line 3:`, then the message, both indented by 4 (metaflow/cli.py, 2.19.38). */
function metaflowException(lines: readonly string[]): Failure | undefined {
  const at = lines.findLastIndex((line) => /^ {4}\S.*:$/.test(line) || / {4}\S[^:]*:$/.test(line));
  const headline = lines[at]?.trim() ?? '';
  if (at < 0 || lines.some((line) => line.trim() === 'Internal error')) return undefined;
  const end = lines.findIndex((line, index) => index > at && line.trim() === '');
  const body = lines.slice(at + 1, end < 0 ? undefined : end).map((line) => line.trim());
  const [, file, line] = / in file (.+?)(?: on line (\d+))?:$/.exec(headline) ?? [];
  return {
    reason: 'check',
    message: body.join(' ') || headline.replace(/:$/, ''),
    place: file !== undefined && line !== undefined ? { file, line: Number(line) } : undefined,
  };
}

/** The innermost frame in a file of the person's. */
function ownPlace({ frames }: Traceback, { isOwn, flowFile }: Ending): Place | undefined {
  const frame = frames.findLast(({ file }) => file === flowFile || isOwn(file));
  return frame && { file: frame.file, line: frame.line };
}
