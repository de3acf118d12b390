import type { Connection } from 'vscode-languageserver/node';
import type { Flow, FlowParameter } from '../flow/model';
import { type FlowInfo, flowsChanged, flowsRequest, type ParameterInfo } from '../protocol/flows';
import type { FlowDocument } from '../workspace/flowDocument';
import type { Workspace } from '../workspace/workspace';
import { concerns } from './graph';
import { notify, onRequest } from './register';

/** Answers `stepwise/flows`, and tells of every analysis of an open document that has flows or had some. */
export function registerFlows(connection: Connection, workspace: Workspace): void {
  onRequest(connection, flowsRequest, ({ uri }) => {
    const document = workspace.document(uri);
    return document === undefined ? [] : flowInfos(document, workspace);
  });
  const told = new Set<string>();
  workspace.onDidAnalyse((document) => {
    const flows = flowInfos(document, workspace);
    if (flows.length === 0 && !told.delete(document.uri)) return;
    if (flows.length > 0) told.add(document.uri);
    notify(connection, flowsChanged, { uri: document.uri, version: document.version, flows });
  });
  workspace.onDidClose((uri) => told.delete(uri));
}

/** What the extension needs to know of the flows of a document. */
export function flowInfos(document: FlowDocument, workspace: Pick<Workspace, 'lines'>): FlowInfo[] {
  return document.file.flows.map((flow) => ({
    name: flow.flow.name,
    uri: document.uri,
    range: document.lines.range(flow.flow.nameSpan),
    started: flow.flow.role === 'started',
    parameters: flow.flow.parameters.map(parameterInfo),
    steps: stepInfos(flow, document, workspace),
    hasErrors: document.problems.some(
      (problem) => problem.severity === 'error' && (problem.flow === undefined || concerns(problem, flow)),
    ),
  }));
}

function stepInfos(
  flow: Flow,
  document: FlowDocument,
  workspace: Pick<Workspace, 'lines'>,
): FlowInfo['steps'] {
  return [...flow.flow.steps.values()].flatMap((step) => {
    const lines = step.source === document.uri ? document.lines : workspace.lines(step.source);
    return lines === undefined
      ? []
      : [{ name: step.name, uri: step.source, range: lines.range(step.nameSpan) }];
  });
}

function parameterInfo(parameter: FlowParameter): ParameterInfo {
  const { kind, attribute, option, hasDefault, help } = parameter;
  return {
    kind,
    name: option ?? attribute.name,
    attribute: attribute.name,
    type: parameter.type ?? inferredType(parameter),
    ...(parameter.default !== undefined && { default: parameter.default }),
    hasDefault,
    required: parameter.required === true && !hasDefault,
    ...(help !== undefined && { help }),
  };
}

/** Without `type=` Metaflow takes the type of the default, and `str` without one (metaflow/parameters.py, 2.19.38). */
function inferredType({ kind, default: value, args }: FlowParameter): string {
  if (kind !== 'Parameter') return 'str';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
      return isFloat(args.find((argument) => argument.name?.name === 'default')?.value) ? 'float' : 'int';
    default:
      return 'str';
  }
}

function isFloat(value: FlowParameter['args'][number]['value'] | undefined): boolean {
  const literal = value?.kind === 'unary' ? value.operand : value;
  return literal?.kind === 'number' && !literal.integer;
}
