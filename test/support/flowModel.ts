/** Flows from source text for tests of the model. */
import assert from 'node:assert/strict';
import type { Span } from '../../server/src/base/text';
import { buildFlowFile } from '../../server/src/flow/build';
import type { Flow, ModuleResolver, Step } from '../../server/src/flow/model';
import { parse } from '../../server/src/python/parser';

/** The flows of a file `/main.py`; `others` are further files of the workspace by module name. */
export function flowsOf(source: string, others: Readonly<Record<string, string>> = {}): readonly Flow[] {
  const modules = new Map(
    Object.entries({ main: source, ...others }).map(([name, text]) => [
      name,
      { uri: uri(name), module: parse(text) },
    ]),
  );
  const resolver: ModuleResolver = { resolve: (_from, module) => modules.get(module) };
  return buildFlowFile(uri('main'), parse(source), resolver).flows;
}

function uri(module: string): string {
  return `file:///${module}.py`;
}

/** The only flow of a file. */
export function flowOf(source: string, others?: Readonly<Record<string, string>>): Flow {
  const flows = flowsOf(source, others);
  const [flow] = flows;
  assert.ok(flow && flows.length === 1, `one flow, not ${flows.length}`);
  return flow;
}

export function stepOf(flow: Flow, name: string): Step {
  const step = flow.flow.steps.get(name);
  assert.ok(step, `a step '${name}' among ${[...flow.flow.steps.keys()]}`);
  return step;
}

/** The text of a span. */
export function at(source: string, span: Span | undefined): string {
  assert.ok(span, 'a place');
  return source.slice(span.start, span.end);
}
