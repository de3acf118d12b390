import { readFileSync, statSync } from 'node:fs';
import { LineIndex, type Span } from '../base/text';
import { checkFile, type Diagnostic, type RunOptions, syntaxCode } from '../checks/run';
import { buildFlowFile } from '../flow/build';
import type { Flow, FlowFile, ModuleResolver } from '../flow/model';
import { maximumLength, parse } from '../python/parser';
import type { Module } from '../python/syntax';
import { uriOfPath } from '../workspace/paths';
import { mayHaveFlows, mayInheritFlows } from '../workspace/source';
import { type FoundFile, reasonOf } from './pythonFiles';
import { readPython } from './readPython';
import type { FileReport, PrintedDiagnostic } from './report';

/** A file that was read, before it is checked. */
export interface ReadFile {
  readonly name: string;
  readonly module: Module;
  readonly flows: FlowFile;
  /** What keeps it from being read as Python, or from being analysed. */
  readonly problem?: Diagnostic;
}

/** Largest file that is read, in bytes. */
const largest = 64_000_000;

/**
 * Reads a file and finds its flows. Of files that were only met in a folder those that can not have flows are not
 * parsed. Undefined where it can not be read, which `fail` is told in one sentence.
 */
export function readFlows(
  file: FoundFile,
  modules: ModuleResolver,
  fail: (message: string) => void,
): ReadFile | undefined {
  try {
    const stat = statSync(file.path);
    if (!stat.isFile()) return failed(`${file.name} is no file.`);
    if (stat.size > largest) return failed(`The file ${file.name} is too large to be read.`);
    const { text, problem } = readPython(readFileSync(file.path));
    const uri = uriOfPath(file.path);
    const none = { name: file.name, module: nothing, flows: { uri, flows: [] } };
    const inherits = (file.isNamed || text.includes('__main__')) && mayInheritFlows(text);
    const isOfInterest = mayHaveFlows(text) || inherits;
    if (text.length > maximumLength) return isOfInterest ? { ...none, problem: tooLong } : none;
    if (!file.isNamed && !isOfInterest) return none;
    const module = parse(text);
    const flows = isOfInterest ? buildFlowFile(uri, module, modules) : none.flows;
    if (problem === undefined) return { name: file.name, module, flows };
    const { start, end, message } = problem;
    const found: Diagnostic = { code: syntaxCode, severity: 'error', span: { start, end }, message };
    return { name: file.name, module: { ...module, problems: [] }, flows, problem: found };
  } catch (error) {
    return failed(`The file ${file.name} can not be read (${reasonOf(error)}).`);
  }

  function failed(message: string): undefined {
    fail(message);
    return undefined;
  }
}

const nothing: Module = { text: '', body: [], comments: [], problems: [] };

const tooLong: Diagnostic = {
  code: 'too-long',
  severity: 'warning',
  span: { start: 0, end: 0 },
  message: `The file is longer than ${maximumLength.toLocaleString('en')} characters, so it is not checked.`,
};

/**
 * Checks what was read.
 * @param bases classes that flows of other files extend, see `basesOf`
 */
export function reportOf(file: ReadFile, bases: ReadonlySet<string>, options: RunOptions): FileReport {
  const flows = file.flows.flows.filter((flow) => flow.flow.role === 'started' || !bases.has(keyOf(flow)));
  const found = checkFile({ ...file.flows, flows }, file.module, options);
  const lines = new LineIndex(file.module.text);
  const all = file.problem === undefined ? found : [file.problem, ...found];
  return {
    file: file.name,
    flows: file.flows.flows.map((flow) => flow.flow.name),
    diagnostics: all.map((one) => printed(placed(one, flows), file.module.text, lines)),
  };
}

/** Classes whose steps flows of other files inherit: they are no flows of their own, unless they are started. */
export function basesOf(files: readonly ReadFile[]): ReadonlySet<string> {
  const bases = new Set<string>();
  for (const { flows } of files) {
    for (const { flow } of flows.flows) {
      for (const step of flow.steps.values())
        if (step.source !== flow.source) bases.add(JSON.stringify([step.source, step.definedIn]));
    }
  }
  return bases;
}

function keyOf({ flow }: Flow): string {
  return JSON.stringify([flow.source, flow.name]);
}

/** What is wrong in a step of another file is told at the name of the flow that inherits it. */
function placed(one: Diagnostic, flows: readonly Flow[]): Diagnostic {
  if (one.source === undefined) return one;
  const flow = flows.find((other) => other.flow.name === one.flow);
  const step = one.step === undefined ? '' : `Inherited step '${one.step.name}': `;
  return { ...one, span: flow?.flow.nameSpan ?? { start: 0, end: 0 }, message: `${step}${one.message}` };
}

function printed(
  { code, severity, message, span }: Diagnostic,
  text: string,
  lines: LineIndex,
): PrintedDiagnostic {
  const start = positionOf(span.start, text, lines);
  const end = positionOf(span.end, text, lines);
  return {
    code,
    severity,
    message,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

function positionOf(offset: Span['start'], text: string, lines: LineIndex): { line: number; column: number } {
  const { line, character } = lines.position(offset);
  const start = offset - character;
  // Iterating a string goes by code point.
  return { line: line + 1, column: [...text.slice(start, offset)].length + 1 };
}
