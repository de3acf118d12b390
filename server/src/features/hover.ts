import { type Hover, HoverRequest, MarkupKind } from 'vscode-languageserver/node';
import type { FlowDocument } from '../workspace/flowDocument';
import type { Workspace } from '../workspace/workspace';
import type { Feature } from './feature';
import { nameAt } from './locate';
import { describeStep } from './words';

export const hover: Feature = {
  capabilities: { hoverProvider: true },
  register({ connection, workspace }) {
    connection.onRequest(HoverRequest.type, ({ textDocument, position }) => {
      const document = workspace.document(textDocument.uri);
      return document === undefined ? null : hoverAt(document, document.lines.offset(position), workspace);
    });
  },
};

/** The step that a transition names: its signature as written, what it does next, its docstring. */
export function hoverAt(document: FlowDocument, offset: number, workspace: Workspace): Hover | null {
  const located = nameAt(document, offset);
  if (located?.kind !== 'target') return null;
  const step = located.flow.flow.steps.get(located.target.name);
  const text = step && workspace.source(step.source)?.text;
  if (step === undefined || text === undefined) return null;
  const signature = text
    .slice(step.span.start, step.header.end)
    .split(/\r\n|[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const origin = step.definedIn === located.flow.flow.name ? '' : ` · from ${step.definedIn}`;
  return {
    range: document.lines.range(located.target.span),
    contents: {
      kind: MarkupKind.Markdown,
      value: [
        fence(signature.join('\n')),
        `Metaflow step${origin} · ${describeStep(step, located.flow)}`,
        ...(step.doc === undefined || step.doc.trim() === '' ? [] : ['---', fence(step.doc.trim(), 'text')]),
      ].join('\n\n'),
    },
  };
}

/** A fenced block. Docstrings are the file's text and must not become Markdown: links, images, raw HTML. */
function fence(text: string, language = 'python'): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}${language}\n${text}\n${ticks}`;
}
