import { checkFile, type RunOptions, syntaxCode } from '../checks/run';
import type { FlowDocument, Problem } from '../workspace/flowDocument';
import { isNotebookCell } from '../workspace/paths';
import { longestText, mayHaveFlows } from '../workspace/source';
import type { Settings } from './settings';

/** Everything there is to say about a document, with the user's severities. Nothing about files without flows. */
export function findProblems(
  document: FlowDocument,
  settings: Pick<Settings, 'severities' | 'syntaxErrors'>,
  log: RunOptions['log'],
): Problem[] {
  if (document.source.isTooLong && mayHaveFlows(document.text)) return [tooLong(document)];
  if (document.file.flows.length === 0) return [];
  const syntaxErrors = settings.syntaxErrors && !isNotebookCell(document.uri);
  return checkFile(document.file, document.module, { severity: settings.severities, log })
    .filter((found) => found.code !== syntaxCode || syntaxErrors)
    .map(({ code, severity, message, span, source, related, tags, flow, step }) => ({
      code,
      documented: code !== syntaxCode,
      severity,
      message,
      span,
      source: source ?? document.uri,
      related: (related ?? []).map((other) => ({ ...other, source: other.source ?? document.uri })),
      tags: tags ?? [],
      ...(flow !== undefined && { flow }),
      ...(step !== undefined && { step }),
    }));
}

function tooLong(document: FlowDocument): Problem {
  return {
    code: 'too-long',
    documented: false,
    severity: 'info',
    message: `The file is longer than ${longestText.toLocaleString('en')} characters, so Stepwise does not check it.`,
    span: { start: 0, end: 0 },
    source: document.uri,
    related: [],
    tags: [],
  };
}
