import type { Check, Severity } from '../../checks/check';
import { docPath } from '../../checks/docs';
import { syntaxCode, unknownSuppressionCode } from '../../checks/run';
import type { Io } from '../io';
import type { FileReport, Reporter } from '../report';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** One SARIF 2.1.0 log for all files, as code scanning services take it. */
export function sarifReporter(io: Io, checks: readonly Check[], version: string): Reporter {
  const reports: FileReport[] = [];
  return {
    file: (report) => reports.push(report),
    end() {
      const rules = rulesOf(checks);
      const results = reports.flatMap((report) =>
        report.diagnostics.map((found) => ({
          ruleId: found.code,
          ruleIndex: rules.findIndex((rule) => rule.id === found.code),
          level: levels[found.severity],
          message: { text: found.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriReference(report.file) },
                region: {
                  startLine: found.line,
                  startColumn: found.column,
                  endLine: found.endLine,
                  endColumn: found.endColumn,
                },
              },
            },
          ],
        })),
      );
      const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'Stepwise', version, rules } },
            columnKind: 'unicodeCodePoints',
            results,
          },
        ],
      };
      io.out(`${JSON.stringify(log, null, 2)}\n`);
    },
  };
}

function rulesOf(checks: readonly Check[]) {
  return [
    ...checks.map(({ code, severity, doc }) => ({
      id: code,
      shortDescription: { text: doc.summary },
      fullDescription: { text: doc.why, markdown: doc.why },
      helpUri: docPath(code),
      defaultConfiguration: { level: levels[severity] },
    })),
    rule(syntaxCode, 'Python can not read the file.', 'error'),
    rule(unknownSuppressionCode, 'A suppression comment names no check.', 'note'),
    rule('too-long', 'The file is too long to be checked.', 'warning'),
  ];
}

function rule(id: string, text: string, level: string) {
  return { id, shortDescription: { text }, helpUri: docPath('README'), defaultConfiguration: { level } };
}

/** A path as a relative reference, or as a file URI where it is absolute. */
function uriReference(file: string): string {
  const slashes = file.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(slashes)) return `file:///${encoded.replace('%3A', ':')}`;
  return slashes.startsWith('/') ? `file://${encoded}` : encoded;
}
