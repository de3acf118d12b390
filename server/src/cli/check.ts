import type { Severity } from '../checks/check';
import { checks } from '../checks/registry';
import { type RunOptions, type SeveritySetting, unknownSuppressionCode } from '../checks/run';
import { closest } from '../checks/similar';
import { DiskModules } from '../workspace/diskModules';
import { basesOf, readFlows, reportOf } from './checkFiles';
import { jsonReporter } from './format/json';
import { sarifReporter } from './format/sarif';
import { textReporter } from './format/text';
import { exitStatus, type Io } from './io';
import { parseArguments, splitOnce, UsageError } from './options';
import { findPythonFiles } from './pythonFiles';
import type { Reporter } from './report';
import { version } from './version';

export const checkUsage = `Usage: stepwise check [OPTIONS] PATH...

Finds mistakes in the step graphs of Metaflow flows, without running them.
PATH is a Python file, or a folder that is searched for Python files.

  --format text|json|sarif   How findings are printed (text).
                             json: a line for each file, sarif: SARIF 2.1.0.
                             Lines and columns count from 1, columns in characters.
  --severity CODE=LEVEL      LEVEL is error, warning, info, hint, off or default.
                             May be given several times.
  -h, --help                 Print this.

Exit status: 0 no errors, 1 errors were found, 2 something could not be read.
`;

/** \`stepwise check\`: answers the exit status. */
export async function check(args: readonly string[], io: Io): Promise<number> {
  const { paths, options } = parseArguments(args, [
    { name: 'format', takesValue: true },
    { name: 'severity', takesValue: true },
    { name: 'help', short: 'h', takesValue: false },
  ]);
  if (options.has('help')) {
    io.out(checkUsage);
    return exitStatus.ok;
  }
  if (paths.length === 0) throw new UsageError('Name at least one file or folder to check.');
  const reporter = reporterFor(options.get('format')?.at(-1) ?? 'text', io);
  const severity = severities(options.get('severity') ?? []);

  let status: number = exitStatus.ok;
  const fail = (message: string) => {
    io.err(`stepwise: ${message}\n`);
    status = exitStatus.failed;
  };
  const modules = new DiskModules([io.cwd]);
  const read = [...findPythonFiles(paths, io.cwd, fail)].flatMap(
    (file) => readFlows(file, modules, fail) ?? [],
  );
  const bases = basesOf(read);
  const runOptions: RunOptions = { severity, log: (message) => io.err(`stepwise: ${message}\n`) };
  for (const file of read) {
    const report = reportOf(file, bases, runOptions);
    reporter.file(report);
    const hasErrors = report.diagnostics.some((found) => found.severity === 'error');
    if (hasErrors && status === exitStatus.ok) status = exitStatus.errors;
  }
  reporter.end();
  return status;
}

function reporterFor(format: string, io: Io): Reporter {
  switch (format) {
    case 'text':
      return textReporter(io);
    case 'json':
      return jsonReporter(io);
    case 'sarif':
      return sarifReporter(io, checks, version);
    default:
      throw new UsageError(`There is no format '${format}': use text, json or sarif.`);
  }
}

const levels: readonly SeveritySetting[] = ['error', 'warning', 'info', 'hint', 'off', 'default'] satisfies (
  | Severity
  | 'off'
  | 'default'
)[];

function severities(settings: readonly string[]): Record<string, SeveritySetting> {
  const codes = [...checks.map(({ code }) => code), unknownSuppressionCode];
  return Object.fromEntries(
    settings.map((setting) => {
      const [code, written = ''] = splitOnce(setting, '=');
      const level = levels.find((one) => one === written);
      if (!codes.includes(code)) {
        const meant = closest(code, codes);
        throw new UsageError(
          `There is no check '${code}'.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`,
        );
      }
      if (level === undefined)
        throw new UsageError(`Give a severity as CODE=LEVEL, LEVEL one of ${levels.join(', ')}.`);
      return [code, level];
    }),
  );
}
