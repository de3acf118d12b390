import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { parse } from '../server/src/python/parser';
import type { FunctionStatement, Module, Statement } from '../server/src/python/syntax';
import { childStatements, dottedName, walkExpressions } from '../server/src/python/walk';

const maximumStates = 4000;

interface Step {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What must survive: everything as it stands in the source, so a wrong offset shows too. */
  readonly signature: string;
}

function isStep(statement: FunctionStatement): boolean {
  return statement.decorators.some((decorator) => dottedName(decorator.expression) === 'step');
}

function steps(module: Module): Step[] {
  const found: Step[] = [];
  const source = (span: { start: number; end: number }) => module.text.slice(span.start, span.end);
  const visit = (statements: readonly Statement[]) => {
    for (const statement of statements) {
      if (statement.kind === 'class') visit(statement.body);
      if (statement.kind !== 'function' || !isStep(statement)) continue;
      const parts = [
        source(statement.name),
        ...statement.decorators.map(source),
        ...transitions(statement).map(source),
      ];
      const { start, end, name } = statement;
      found.push({ name: name.name, start, end, signature: parts.join('\n') });
    }
  };
  visit(module.body);
  return found;
}

/** The calls of `self.next`. */
function transitions(statement: Statement): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  walkExpressions(statement, (expression) => {
    if (expression.kind === 'call' && dottedName(expression.callee) === 'self.next') found.push(expression);
  });
  return [...found, ...childStatements(statement).flatMap(transitions)];
}

function pythonFiles(folder: string, recursive: boolean): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.py')).map((name) => path.join(folder, name));
}

/** Metaflow's own tutorials, where the examples' environment has been created. */
function tutorials(): string[] {
  const libraries = 'examples/.venv/lib';
  if (!existsSync(libraries)) return [];
  return readdirSync(libraries).flatMap((python) =>
    pythonFiles(path.join(libraries, python, 'site-packages/metaflow/tutorials'), true),
  );
}

function flowSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const file of [...pythonFiles('examples', false), ...tutorials()])
    sources.set(file, readFileSync(file, 'utf8'));
  const recorded = readFileSync('test/fixtures/flows.jsonl', 'utf8').trim().split('\n');
  for (const line of recorded.slice(0, 30)) {
    const { file, source } = JSON.parse(line) as { file: string; source: string };
    sources.set(file, source);
  }
  return sources;
}

interface State {
  readonly file: string;
  readonly text: string;
  /** The other steps as they have to be found. */
  readonly others: readonly Step[];
}

/** Each step deleted and typed back in place, one character at a time. */
function* states(): Generator<State> {
  for (const [file, text] of flowSources()) {
    const all = steps(parse(text));
    for (const step of all) {
      const { start, end } = step;
      for (let typed = 0; typed <= end - start; typed++) {
        const missing = end - start - typed;
        const others = all
          .filter((other) => other !== step)
          .map((other) => (other.start < start ? other : { ...other, start: other.start - missing }));
        yield { file, text: text.slice(0, start + typed) + text.slice(end), others };
      }
    }
  }
}

function isIntact({ text, others }: State): boolean {
  const found = new Set(steps(parse(text)).map((step) => `${step.start} ${step.signature}`));
  return others.every((other) => found.has(`${other.start} ${other.signature}`));
}

test('the other steps survive while a step is being typed', (context) => {
  const all = [...states()];
  const every = Math.max(1, Math.ceil(all.length / maximumStates));
  const sampled = all.filter((_, index) => index % every === 0);
  const broken = sampled.filter((state) => !isIntact(state));
  const share = 1 - broken.length / sampled.length;
  context.diagnostic(
    `intact in ${(100 * share).toFixed(2)} % of ${sampled.length} states (of ${all.length})`,
  );
  assert.ok(sampled.length > 1000, 'there are flows to type');
  assert.ok(share >= 0.99, `only ${(100 * share).toFixed(2)} % intact`);
});
