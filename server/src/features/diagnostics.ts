import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
} from 'vscode-languageserver/node';
import type { Span } from '../base/text';
import type { FlowDocument, Problem } from '../workspace/flowDocument';
import type { Workspace } from '../workspace/workspace';
import type { Feature } from './feature';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;
const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/**
 * Publishes the problems of open documents. They are pushed, for every client: an analysis never runs for a text that
 * is out of date, so there is nothing that pulling would spare.
 */
export const diagnostics: Feature = {
  capabilities: {},
  register({ connection, workspace, settings, client }) {
    const shown = new Set<string>();
    const related = client.textDocument?.publishDiagnostics?.relatedInformation !== false;
    const publish = async (document: FlowDocument) => {
      await settings.ready;
      // A newer analysis, of a later text or with other settings, will publish itself.
      if (!workspace.isOpen(document.uri) || workspace.document(document.uri) !== document) return;
      const list = document.problems.map((problem) => {
        const diagnostic = toDiagnostic(problem, document, workspace, settings.options.docsBase);
        return related ? diagnostic : { ...diagnostic, relatedInformation: undefined };
      });
      // A file without flows is not ours; it hears from us only to take back what was said.
      if (document.file.flows.length === 0 && list.length === 0 && !shown.has(document.uri)) return;
      if (list.length > 0) shown.add(document.uri);
      else shown.delete(document.uri);
      await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: list });
    };
    workspace.onDidAnalyse((document) => {
      publish(document).catch((error) => connection.console.error(String(error)));
    });
    workspace.onDidClose((uri) => {
      if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  },
};

/** What the editor shows for a problem. One that stands in another file is shown at the flow that suffers from it. */
export function toDiagnostic(
  problem: Problem,
  document: FlowDocument,
  workspace: Pick<Workspace, 'lines'>,
  docsBase: string,
): Diagnostic {
  const location = (span: Span, source: string): Location | undefined => {
    const lines = source === document.uri ? document.lines : workspace.lines(source);
    return lines === undefined ? undefined : { uri: source, range: lines.range(span) };
  };
  const elsewhere = problem.source === document.uri ? undefined : location(problem.span, problem.source);
  const flow = document.file.flows.find((candidate) => candidate.flow.name === problem.flow);
  const span = problem.source === document.uri ? problem.span : (flow?.flow.nameSpan ?? { start: 0, end: 0 });
  const related = problem.related.flatMap((other) => {
    const place = location(other.span, other.source);
    return place === undefined ? [] : [{ location: place, message: other.message }];
  });
  if (elsewhere !== undefined)
    related.unshift({ location: elsewhere, message: 'The mistake is in this file.' });
  return {
    range: document.lines.range(span),
    severity: severities[problem.severity],
    code: problem.code,
    ...(docsBase !== '' &&
      problem.documented && { codeDescription: { href: `${docsBase}${problem.code}.md` } }),
    source: 'stepwise',
    message: problem.message,
    ...(problem.tags.length > 0 && { tags: problem.tags.map((tag) => tags[tag]) }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}
