/**
 * Checks against annotated source. The line below a finding has carets under its place and says what is found:
 *
 *     self.next(self.midle)
 *     #              ^^^^^ error: Step 'midle' does not exist
 *
 * The text behind the severity is a part of the message. A place that goes on to the next line is marked to the end of
 * its first one. `error[code]:` names the check, which `checkFlow` demands.
 */
import assert from 'node:assert/strict';
import { LineIndex } from '../../server/src/base/text';
import type { Check } from '../../server/src/checks/check';
import { dedent, example } from '../../server/src/checks/example';
import { checkFile, type Diagnostic, type RunOptions } from '../../server/src/checks/run';
import { buildFlowFile } from '../../server/src/flow/build';
import type { ModuleResolver } from '../../server/src/flow/model';
import { parse } from '../../server/src/python/parser';

const noModules: ModuleResolver = { resolve: () => undefined };

/** All that is found in a text. */
export function diagnose(text: string, options: RunOptions = {}, modules = noModules): readonly Diagnostic[] {
  const module = parse(text);
  return checkFile(buildFlowFile('file:///flow.py', module, modules), module, options);
}

/** Asserts that one check finds exactly what the source says. What other checks find does not matter. */
export function checkRule(check: Check, source: string, imports?: string): void {
  const { text, expected } = readAnnotations(whole(source, imports));
  compare(text, diagnose(text, { checks: [check] }), expected, () => '');
}

/** Asserts that all checks together find exactly what the source says; annotations name the code. */
export function checkFlow(source: string, imports?: string, options: RunOptions = {}): void {
  const { text, expected } = readAnnotations(whole(source, imports));
  compare(text, diagnose(text, options), expected, (code) => `[${code}]`);
}

/** The body of a class becomes a whole file. */
function whole(source: string, imports = 'FlowSpec, parallel, step'): string {
  const text = dedent(source);
  return /^(class|from|import) /m.test(text) ? `${text}\n` : example(text, imports);
}

interface Expected {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly message: string;
}

function readAnnotations(source: string): { text: string; expected: readonly Expected[] } {
  const kept: string[] = [];
  const expected: Expected[] = [];
  for (const line of source.split('\n')) {
    const match = /^ *# *(\^+) (\w+(?:\[[\w-]+\])?): (.*)$/.exec(line);
    if (match === null) kept.push(line);
    else {
      const [, carets = '', label = '', message = ''] = match;
      const from = line.indexOf('^');
      expected.push({ line: kept.length - 1, from, to: from + carets.length, label, message });
    }
  }
  return { text: kept.join('\n'), expected };
}

function compare(
  text: string,
  found: readonly Diagnostic[],
  expected: readonly Expected[],
  suffix: (code: string) => string,
): void {
  const lines = new LineIndex(text);
  const sourceLines = text.split('\n');
  const shown = found.map(({ span, severity, code, message }) => {
    const start = lines.position(span.start);
    const end = lines.position(span.end);
    const to = end.line === start.line ? end.character : (sourceLines[start.line]?.length ?? 0);
    return { line: start.line, from: start.character, to, label: `${severity}${suffix(code)}`, message };
  });
  const inOrder = [...expected].sort((a, b) => a.line - b.line || a.from - b.from || a.to - b.to);
  const cut = shown.map((one, i) => {
    const part = inOrder[i]?.message;
    return part !== undefined && one.message.includes(part) ? { ...one, message: part } : one;
  });
  assert.deepEqual(cut, inOrder, `in:\n${text}`);
}
