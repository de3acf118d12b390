import { type DocumentSymbol, DocumentSymbolRequest, SymbolKind } from 'vscode-languageserver/node';
import type { Span } from '../base/text';
import type { FlowDocument } from '../workspace/flowDocument';
import type { Feature } from './feature';
import { ownSteps } from './locate';
import { describeStep } from './words';

export const documentSymbol: Feature = {
  capabilities: { documentSymbolProvider: { label: 'Metaflow' } },
  register({ connection, workspace }) {
    connection.onRequest(DocumentSymbolRequest.type, ({ textDocument }) => {
      const document = workspace.document(textDocument.uri);
      return document === undefined ? [] : documentSymbols(document);
    });
  },
};

/** The outline: each flow with its parameters and its own steps, in source order. */
export function documentSymbols(document: FlowDocument): DocumentSymbol[] {
  const symbol = (
    name: string,
    detail: string,
    kind: SymbolKind,
    whole: Span,
    selection: Span,
    children: DocumentSymbol[] = [],
  ): DocumentSymbol => ({
    name,
    detail,
    kind,
    range: document.lines.range(whole),
    selectionRange: document.lines.range(selection),
    children,
  });
  return document.file.flows.map((flow) => {
    const { nameSpan, span, name } = flow.flow;
    const parameters = flow.flow.parameters
      .filter(({ source, definedIn }) => source === document.uri && definedIn === name)
      .map((parameter) =>
        symbol(
          parameter.attribute.name,
          [parameter.kind, parameter.type].filter((part) => part !== undefined).join(': '),
          SymbolKind.Property,
          {
            start: Math.min(parameter.attribute.start, parameter.start),
            end: Math.max(parameter.attribute.end, parameter.end),
          },
          parameter.attribute,
        ),
      );
    const steps = ownSteps(flow, document.uri).map((step) =>
      symbol(step.name, describeStep(step, flow), SymbolKind.Method, step.span, step.nameSpan),
    );
    const children = [...parameters, ...steps].sort(
      (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
    );
    return symbol(name, 'flow', SymbolKind.Class, span, nameSpan, children);
  });
}
