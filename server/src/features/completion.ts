import {
  type CompletionItem,
  CompletionItemKind,
  CompletionRequest,
  InsertTextFormat,
} from 'vscode-languageserver/node';
import type { Flow, Step } from '../flow/model';
import type { FlowDocument } from '../workspace/flowDocument';
import type { Feature } from './feature';
import { flowAt, stepAt } from './locate';
import { type NextCall, nextCallAt } from './nextCall';
import { describeStep, summary } from './words';

export const completion: Feature = {
  capabilities: { completionProvider: { triggerCharacters: ['.', '(', '{', ' ', "'", '"'] } },
  register({ connection, workspace, client }) {
    const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
    connection.onRequest(CompletionRequest.type, ({ textDocument, position }) => {
      const document = workspace.document(textDocument.uri);
      return document === undefined ? [] : completions(document, document.lines.offset(position), snippets);
    });
  },
};

/** Steps and keywords inside `self.next(…)`; nothing anywhere else. */
export function completions(document: FlowDocument, offset: number, snippets: boolean): CompletionItem[] {
  const flow = flowAt(document, offset);
  const step = flow && stepAt(flow, document.uri, offset);
  if (flow === undefined || step === undefined || offset < step.header.end) return [];
  const call = nextCallAt(document.text, step.header.end, offset);
  if (call === undefined) return [];
  if (call.kind === 'string') return artifactItems(document, flow, call, offset);
  const written = /^(self\s*\.\s*)?[\p{L}\p{N}_]*$/u.exec(call.item);
  if (written === null) return [];
  const prefix = written[1] ?? '';
  const word = /^[\p{L}\p{N}_]*/u.exec(document.text.slice(offset, offset + 200))?.[0].length ?? 0;
  const range = document.lines.range({ start: call.start + prefix.length, end: offset + word });
  const steps = candidates(flow, step, call).map(([candidate, rank]): CompletionItem => {
    const text = prefix === '' ? `self.${candidate.name}` : candidate.name;
    return {
      label: text,
      kind: CompletionItemKind.Method,
      detail: describeStep(candidate, flow),
      documentation: summary(candidate.doc),
      sortText: `${rank}${String(candidate.span.start).padStart(8, '0')}`,
      textEdit: { range, newText: text },
    };
  });
  const keywords = prefix === '' ? keywordNames(call) : [];
  return [
    ...steps,
    ...keywords.map(
      (name): CompletionItem => ({
        label: `${name}=`,
        kind: CompletionItemKind.Keyword,
        detail: keywordHelp[name],
        sortText: `9${name}`,
        insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        textEdit: { range, newText: snippets && name !== 'num_parallel' ? `${name}='$1'` : `${name}=` },
      }),
    ),
  ];
}

/** Steps that make sense there, each with its rank: the one that nothing leads to yet is the likeliest. */
function candidates(flow: Flow, from: Step, call: NextCall): [Step, number][] {
  const all = [...flow.flow.steps.values()];
  const reached = new Set(
    all.flatMap((step) => (step === from ? [] : (step.transition?.targets.map(({ name }) => name) ?? []))),
  );
  // A switch may lead to one step in several cases, and back to itself.
  const named = new Set(
    call.kind === 'case'
      ? []
      : [...call.before.matchAll(/self\s*\.\s*([\p{L}\p{N}_]+)/gu)].map(([, name]) => name),
  );
  return all
    .filter((step) => step.name !== flow.graph.start && !named.has(step.name))
    .filter((step) => step !== from || call.kind === 'case')
    .map((step): [Step, number] => {
      const above = step.source === from.source && step.span.start < from.span.start;
      const rank = above ? 3 : reached.has(step.name) ? 2 : 1;
      return [step, step === from ? 4 : rank];
    });
}

const keywordHelp = {
  foreach: 'one task per item of an artifact',
  num_parallel: 'this many tasks that run at the same time',
  condition: 'the artifact that chooses the case',
} as const;

function keywordNames(call: NextCall): (keyof typeof keywordHelp)[] {
  if (call.kind === 'case' || /(?:foreach|num_parallel|condition)\s*=/.test(call.before)) return [];
  if (call.before.includes('{')) return ['condition'];
  // Keywords go with exactly one target.
  return [...call.before.matchAll(/,/g)].length === 1 ? ['foreach', 'num_parallel'] : [];
}

function artifactItems(document: FlowDocument, flow: Flow, call: NextCall, offset: number): CompletionItem[] {
  const names = new Set([
    ...[...flow.flow.steps.values()].flatMap((step) =>
      step.accesses.filter(({ kind }) => kind === 'write').map(({ name }) => name),
    ),
    ...flow.flow.parameters.map(({ attribute }) => attribute.name),
  ]);
  const range = document.lines.range({ start: call.start, end: offset });
  return [...names].map((name) => ({
    label: name,
    kind: CompletionItemKind.Field,
    detail: 'artifact',
    textEdit: { range, newText: name },
  }));
}
