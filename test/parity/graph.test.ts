/** Our graph against Metaflow's, step by step and value by value, of correct and of broken flows. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { LineIndex } from '../../server/src/base/text';
import { buildFlowFile } from '../../server/src/flow/build';
import type { Flow } from '../../server/src/flow/model';
import { plainNode } from '../../server/src/flow/pythonGraph';
import { parse } from '../../server/src/python/parser';
import {
  askOracle,
  type OracleAnswer,
  type OracleSource,
  pythonWithMetaflow,
  skipWithoutMetaflow,
} from '../support/oracle';
import { generateFlows } from './generate';

/** Our view of the flow that Metaflow looked at. */
function ourFlow(source: OracleSource, name: string | null | undefined): Flow | undefined {
  const { flows } = buildFlowFile(source.file, parse(source.source));
  return flows.find(({ flow }) => (name ? flow.name === name && flow.role !== 'base' : flow.role !== 'base'));
}

type Fields = Readonly<Record<string, unknown>>;

function ourNodes(flow: Flow, source: string): Readonly<Record<string, Fields>> {
  const index = new LineIndex(source);
  const line = (offset: number) => index.position(offset).line + 1;
  return Object.fromEntries(
    [...flow.graph.nodes].map(([name, node]) => {
      const plain = plainNode(node, (_source, offset) => line(offset));
      const { transition, stepDecorator } = node.step;
      const fields: Fields = {
        type: plain.type,
        out: plain.out,
        in: plain.in,
        matching_join: plain.matchingJoin,
        split_parents: plain.splitParents,
        split_branches: node.splitBranches,
        is_inside_foreach: plain.isInsideForeach,
        num_args: plain.numArgs,
        line: plain.line,
        next_line: transition ? line(transition.span.start) : 0,
        has_tail_next: transition !== undefined,
        invalid_tail_next: transition?.invalid !== undefined,
        foreach_param: plain.foreachParam,
        parallel_foreach: plain.parallelForeach,
        parallel_step: plain.parallelStep,
        condition: plain.condition,
        switch_cases: plain.switchCases,
        is_start_step: stepDecorator.marks.start,
        is_end_step: stepDecorator.marks.end,
      };
      return [name, fields];
    }),
  );
}

/** What differs, in words; empty where nothing does. Only the fields that are recorded are compared. */
function differences(
  source: OracleSource,
  flow: Flow | undefined,
  expected: Readonly<Record<string, object>>,
): string[] {
  if (!flow) return ['we find no flow'];
  const ours = ourNodes(flow, source.source);
  const found: string[] = [];
  const names = [Object.keys(ours), Object.keys(expected)];
  if (String(names[0]) !== String(names[1])) found.push(`steps: ${names[0]} instead of ${names[1]}`);
  for (const [name, fields] of Object.entries(expected)) {
    for (const [field, value] of Object.entries(fields)) {
      const own = ours[name]?.[field];
      if (field in (ours[name] ?? {}) && JSON.stringify(own) !== JSON.stringify(value))
        found.push(`${name}.${field}: ${JSON.stringify(own)} instead of ${JSON.stringify(value)}`);
    }
  }
  return found;
}

function differencesToAnswer(source: OracleSource, answer: OracleAnswer): string[] {
  const flow = ourFlow(source, answer.flow);
  const found = differences(source, flow, answer.graph);
  if (!flow) return found;
  const { start = null, end = null, order } = flow.graph;
  if (start !== answer.start_step) found.push(`start: ${start} instead of ${answer.start_step}`);
  if (end !== answer.end_step) found.push(`end: ${end} instead of ${answer.end_step}`);
  if (String(order) !== String(answer.sorted)) found.push(`order: ${order} instead of ${answer.sorted}`);
  return found;
}

interface Recorded extends OracleSource {
  readonly phase: string;
  readonly startStep?: string;
  readonly endStep?: string;
  readonly graph?: Readonly<Record<string, object>>;
}

for (const fixture of ['flows', 'edge-flows']) {
  test(`the recorded graphs of ${fixture}.jsonl are ours`, () => {
    const lines = readFileSync(`test/fixtures/${fixture}.jsonl`, 'utf8').split('\n');
    const recorded = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
    const report: string[] = [];
    let compared = 0;
    for (const one of recorded) {
      const flow = ourFlow(one, undefined);
      if (!one.graph) continue;
      compared++;
      const found = differences(one, flow, one.graph);
      if (flow?.graph.start !== one.startStep) found.push(`start: ${flow?.graph.start}`);
      if (flow?.graph.end !== one.endStep) found.push(`end: ${flow?.graph.end}`);
      if (found.length > 0) report.push(`${one.file}: ${found.join('; ')}`);
    }
    assert.ok(compared > 30, 'the fixture has graphs');
    assert.deepEqual(report, []);
  });
}

const skip = skipWithoutMetaflow();

/** Compares with the installed Metaflow; returns how many flows had a graph to compare. */
async function compareLive(sources: readonly OracleSource[]): Promise<number> {
  const answers = await askOracle(sources, 'lint');
  const report: string[] = [];
  let compared = 0;
  answers.forEach((answer, index) => {
    const source = sources[index];
    if (!source || answer.flow === null || answer.phase === 'timeout') return;
    compared++;
    const found = differencesToAnswer(source, answer);
    if (found.length > 0) report.push(`${source.file}: ${found.join('; ')}\n${source.source}`);
  });
  assert.equal(
    report.length,
    0,
    `${report.length} of ${compared} flows differ:\n${report.slice(0, 5).join('\n')}`,
  );
  return compared;
}

test('every recorded flow, refused ones too, has the graph of the installed Metaflow', { skip }, async () => {
  for (const fixture of ['flows', 'edge-flows']) {
    const lines = readFileSync(`test/fixtures/${fixture}.jsonl`, 'utf8').split('\n');
    const sources = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
    const quick = sources.filter(({ phase }) => phase !== 'timeout');
    await compareLive(quick.map(({ file, source }) => ({ file, source })));
  }
});

test('generated and mutated flows have the graph of the installed Metaflow', { skip }, async () => {
  const seed = Number(process.env.STEPWISE_TEST_SEED ?? 1);
  const count = Number(process.env.STEPWISE_TEST_FLOWS ?? 1200);
  const compared = await compareLive(generateFlows(seed, count));
  assert.ok(compared > count * 0.75, `only ${compared} of ${count} generated flows come to a graph`);
});

test("Metaflow's tutorials have the graph of the installed Metaflow", { skip }, async () => {
  const sources = tutorials();
  assert.ok(sources.length >= 5, 'the tutorials are there');
  await compareLive(sources);
});

/** The flow files of Metaflow's tutorials, from the installed package. */
function tutorials(): OracleSource[] {
  const python = pythonWithMetaflow();
  if (!python) return [];
  const environment = path.dirname(path.dirname(python));
  const libraries = [path.join(environment, 'Lib')];
  const unix = path.join(environment, 'lib');
  for (const name of readdirSync(unix)) libraries.push(path.join(unix, name));
  const found: OracleSource[] = [];
  for (const library of libraries) {
    const folder = path.join(library, 'site-packages', 'metaflow', 'tutorials');
    let files: string[] = [];
    try {
      files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    } catch {
      continue;
    }
    for (const file of files.filter((name) => name.endsWith('.py'))) {
      const full = path.resolve(folder, file);
      found.push({ file: full, source: readFileSync(full, 'utf8') });
    }
  }
  return found;
}
