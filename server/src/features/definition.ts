import { DefinitionRequest, type LocationLink } from 'vscode-languageserver/node';
import { contains, type Span } from '../base/text';
import type { Flow } from '../flow/model';
import type { Expression, Module } from '../python/syntax';
import type { FlowDocument } from '../workspace/flowDocument';
import type { Workspace } from '../workspace/workspace';
import type { Feature } from './feature';
import { nameAt, nameSpan } from './locate';

export const definition: Feature = {
  capabilities: { definitionProvider: true },
  register({ connection, workspace, client }) {
    const links = client.textDocument?.definition?.linkSupport === true;
    connection.onRequest(DefinitionRequest.type, ({ textDocument, position }) => {
      const document = workspace.document(textDocument.uri);
      if (document === undefined) return null;
      const found = definitions(document, document.lines.offset(position), workspace);
      return links ? found : found.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
    });
  },
};

/** A place in some file: the whole thing and its name. */
interface Place {
  readonly source: string;
  readonly whole: Span;
  readonly name: Span;
}

/** From a transition to its step, from an artifact to what writes it, from a base class to its class statement. */
export function definitions(document: FlowDocument, offset: number, workspace: Workspace): LocationLink[] {
  const located = nameAt(document, offset);
  const [origin, places] =
    located === undefined
      ? baseClass(document, offset, workspace)
      : located.kind === 'target'
        ? [located.target.span, steps(located.flow, located.target.name)]
        : [nameSpan(located.access), artifacts(located.flow, located.access.name)];
  return places.flatMap(({ source, whole, name }) => {
    const lines = source === document.uri ? document.lines : workspace.lines(source);
    if (lines === undefined || origin === undefined) return [];
    return [
      {
        originSelectionRange: document.lines.range(origin),
        targetUri: source,
        targetRange: lines.range(whole),
        targetSelectionRange: lines.range(name),
      },
    ];
  });
}

function steps({ flow }: Flow, name: string): Place[] {
  const step = flow.steps.get(name);
  return step === undefined ? [] : [{ source: step.source, whole: step.span, name: step.nameSpan }];
}

function artifacts(flow: Flow, name: string): Place[] {
  const parameter = flow.flow.parameters.find(({ attribute }) => attribute.name === name);
  if (parameter !== undefined)
    return [{ source: parameter.source, whole: parameter.attribute, name: parameter.attribute }];
  const writes = [...flow.flow.steps.values()].flatMap((step) =>
    step.accesses
      .filter((access) => access.kind === 'write' && access.name === name)
      .map((access) => ({ source: step.source, whole: access, name: nameSpan(access) })),
  );
  return writes.length > 0 ? writes : steps(flow, name);
}

/** The base class whose name stands at the offset, in this file or in the one that it is imported from. */
function baseClass(
  document: FlowDocument,
  offset: number,
  workspace: Workspace,
): [Span | undefined, Place[]] {
  if (!document.file.flows.some(({ flow }) => contains(flow.header, offset))) return [undefined, []];
  for (const statement of document.module.body) {
    if (statement.kind !== 'class') continue;
    const base = statement.bases.find((argument) => contains(argument, offset))?.value;
    if (base !== undefined)
      return [lastName(base), findClass(document.uri, document.module, base, workspace)];
  }
  return [undefined, []];
}

function lastName(expression: Expression): Span {
  return expression.kind === 'attribute' ? expression.attribute : expression;
}

/** How many modules a name is followed through: re-exports may form a circle. */
const longestWay = 8;

function findClass(
  uri: string,
  module: Module,
  expression: Expression,
  workspace: Workspace,
  way = 0,
): Place[] {
  const name =
    expression.kind === 'name'
      ? expression.name
      : expression.kind === 'attribute'
        ? expression.attribute.name
        : undefined;
  if (name === undefined || way > longestWay) return [];
  const resolver = workspace.resolver();
  for (const statement of module.body) {
    if (statement.kind === 'class' && statement.name.name === name && expression.kind === 'name')
      return [{ source: uri, whole: statement, name: statement.name }];
    const follow = (path: string, level: number, next: string): Place[] => {
      const found = resolver.resolve(uri, path, level);
      if (found === undefined) return [];
      const target = { kind: 'name', name: next, start: 0, end: 0 } as const;
      return findClass(found.uri, found.module, target, workspace, way + 1);
    };
    if (statement.kind === 'import-from' && expression.kind === 'name') {
      const imported = statement.names.find((entry) => (entry.alias ?? entry.name).name === name);
      if (imported !== undefined || statement.star) {
        const found = follow(statement.module.name, statement.level, imported?.name.name ?? name);
        if (found.length > 0 || imported !== undefined) return found;
      }
    }
    if (expression.kind !== 'attribute' || expression.value.kind !== 'name') continue;
    const owner = expression.value.name;
    if (statement.kind === 'import') {
      const imported = statement.names.find((entry) => (entry.alias ?? entry.name).name === owner);
      if (imported !== undefined) return follow(imported.name.name, 0, name);
    } else if (statement.kind === 'import-from') {
      const imported = statement.names.find((entry) => (entry.alias ?? entry.name).name === owner)?.name.name;
      const path = [statement.module.name, imported].filter((part) => part !== '').join('.');
      if (imported !== undefined) return follow(path, statement.level, name);
    }
  }
  return [];
}
