import { type CodeLens, CodeLensRequest } from 'vscode-languageserver/node';
import type { FlowDocument } from '../workspace/flowDocument';
import type { Feature } from './feature';
import { ownSteps } from './locate';
import { describeStep } from './words';

export const codeLens: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: false } },
  register({ connection, workspace }) {
    connection.onRequest(CodeLensRequest.type, ({ textDocument }) => {
      const document = workspace.document(textDocument.uri);
      return document === undefined ? [] : codeLenses(document);
    });
  },
};

/** Run and Graph over each flow, and over each step what it does next, leading to its place in the graph. */
export function codeLenses(document: FlowDocument): CodeLens[] {
  return document.file.flows.flatMap((flow) => {
    const argument = { uri: document.uri, flow: flow.flow.name };
    const lens = (offset: number, title: string, command: string, data: object): CodeLens => {
      const position = document.lines.position(offset);
      return { range: { start: position, end: position }, command: { title, command, arguments: [data] } };
    };
    const top = flow.flow.span.start;
    return [
      // A base class can not be started.
      ...(flow.flow.role === 'base' ? [] : [lens(top, '$(play) Run', 'stepwise.run', argument)]),
      lens(top, '$(type-hierarchy) Graph', 'stepwise.showGraph', argument),
      ...ownSteps(flow, document.uri).map((step) =>
        lens(step.span.start, `$(type-hierarchy) ${describeStep(step, flow)}`, 'stepwise.showStepInGraph', {
          ...argument,
          step: step.name,
        }),
      ),
    ];
  });
}
