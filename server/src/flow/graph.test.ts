import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../python/parser';
import { buildFlowFile } from './build';
import { type LinkedStep, lastVisits } from './lastVisits';
import { matchingJoins } from './matchingJoins';
import type { FlowGraph, StepType } from './model';
import { earlierVisits } from './strayJoins';
import { walkEveryPath } from './walkEveryPath';

/** The graph of a flow written as `name: target target` lines; `name(join)`, `name(foreach)`, `name(switch)`. */
function graphOf(lines: string): FlowGraph {
  const steps = lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, name = '', kind = '', targets = ''] = /^\s*(\w+)(?:\((\w+)\))?:\s*(.*)$/.exec(line) ?? [];
      const out = targets.split(' ').filter((target) => target !== '');
      const self = out.map((target) => `self.${target}`);
      const args =
        kind === 'switch'
          ? [`{${self.map((target, i) => `'k${i}': ${target}`).join(', ')}}`, "condition='c'"]
          : kind === 'foreach'
            ? [...self, "foreach='items'"]
            : self;
      const body = out.length === 0 ? 'pass' : `self.next(${args.join(', ')})`;
      return `    @step\n    def ${name}(self${kind === 'join' ? ', inputs' : ''}):\n        ${body}\n`;
    });
  const source = `from metaflow import FlowSpec, step\nclass F(FlowSpec):\n${steps.join('')}`;
  const [flow] = buildFlowFile('file:///f.py', parse(source)).flows;
  assert.ok(flow);
  return flow.graph;
}

test('nested splits know their parents, branches and joins', () => {
  const graph = graphOf(`
    start: a b
    a(foreach): c
    c: d
    d(join): j
    b: j
    j(join): end
    end:
  `);
  const c = graph.nodes.get('c');
  assert.deepEqual(c?.splitParents, ['start', 'a']);
  assert.deepEqual(c?.splitBranches, ['a', 'c']);
  assert.equal(c?.isInsideForeach, true);
  assert.equal(graph.nodes.get('d')?.isInsideForeach, false);
  assert.equal(graph.nodes.get('a')?.matchingJoin, 'd');
  assert.equal(graph.nodes.get('start')?.matchingJoin, 'j');
  assert.deepEqual(graph.nodes.get('j')?.in, ['b', 'd']);
  assert.deepEqual(graph.order, ['start', 'a', 'c', 'd', 'b', 'j', 'end']);
});

test('the start may split, the only step is start and end, two marked steps are neither', () => {
  assert.equal(graphOf('start: a b\na: end\nb: end\nend:').nodes.get('start')?.type, 'split');
  const single = graphOf('only:');
  assert.deepEqual([single.start, single.end, single.nodes.get('only')?.type], ['only', 'only', 'end']);
  assert.deepEqual(graphOf('a: b\nb:').order, []);
});

test('unknown targets are skipped and unreachable steps stay bare', () => {
  const graph = graphOf('start: nope\nlost: end\nend:');
  assert.deepEqual(graph.nodes.get('start')?.out, ['nope']);
  assert.deepEqual(graph.nodes.get('end')?.in, []);
  assert.deepEqual(graph.order, ['start']);
});

test('a switch to itself has no incoming transition from itself', () => {
  const graph = graphOf('start: l\nl(switch): l end\nend:');
  assert.deepEqual(graph.nodes.get('l')?.in, ['start']);
});

test('a thousand diamonds in a row are walked without walking each of their 2^1000 paths', () => {
  const lines = ['start: s0'];
  const count = 1000;
  for (let i = 0; i < count; i++)
    lines.push(
      `s${i}: a${i} b${i}`,
      `a${i}: j${i}`,
      `b${i}: j${i}`,
      `j${i}(join): ${i + 1 < count ? `s${i + 1}` : 'end'}`,
    );
  const graph = graphOf([...lines, 'end:'].join('\n'));
  assert.equal(graph.order.length, 4 * count + 2);
  assert.equal(graph.nodes.get('s999')?.matchingJoin, 'j999');
  assert.deepEqual(graph.nodes.get('end')?.splitParents, []);
});

test('a thousand diamonds that no join closes and that lead back to the first are walked too', () => {
  const lines = ['start: s0'];
  const count = 1000;
  for (let i = 0; i < count; i++) lines.push(`s${i}: a${i} b${i}`, `a${i}: s${i + 1}`, `b${i}: s${i + 1}`);
  const graph = graphOf([...lines, `s${count}: s0`, 'end:'].join('\n'));
  assert.equal(graph.nodes.get(`s${count}`)?.splitParents.length, count);
  assert.deepEqual(graph.nodes.get('s0')?.in, ['start']);
});

/** Reproducible numbers from 0 to below 1. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 4294967296;
  }
}

/** A graph of random types and transitions; only ahead unless `loops`. */
function randomSteps(seed: number, loops: boolean): Map<string, LinkedStep> {
  const source = numbers(seed);
  const below = (limit: number) => Math.floor(source.next().value * limit);
  const count = 3 + below(7);
  const steps = new Map<string, LinkedStep>();
  for (let i = 0; i < count; i++) {
    const types: StepType[] = ['linear', 'split', 'foreach', 'split-switch', 'join', 'join', null, 'split'];
    const type = types[below(types.length)] ?? null;
    const width = type === 'split' || type === 'split-switch' ? 2 + below(2) : type === null ? 0 : 1;
    const out = Array.from({ length: i + 1 < count ? width : 0 }, () =>
      String(loops ? below(count) : Math.min(count - 1, i + 1 + below(3))),
    );
    steps.set(String(i), { name: String(i), type, out });
  }
  return steps;
}

test('one visit per step leaves what walking every path leaves', () => {
  let strays = 0;
  for (let seed = 1; seed <= 20_000; seed++) {
    const steps = randomSteps(seed, false);
    const exact = walkEveryPath(steps, '0', 1_000_000);
    assert.ok(exact);
    const last = lastVisits(steps, '0');
    const bare = new Set(last.order.filter((name) => !last.visits.has(name)));
    const visits = new Map([...last.visits, ...earlierVisits(steps, '0', bare)]);
    if (visits.size > last.visits.size) strays++;
    assert.deepEqual(last.order, exact.order);
    assert.deepEqual(
      visits,
      new Map(
        last.order
          .filter((n) => exact.visits.has(n))
          .flatMap((n) => {
            const v = exact.visits.get(n);
            return v ? [[n, v]] : [];
          }),
      ),
      `seed ${seed}`,
    );
    assert.deepEqual(last.incoming, exact.incoming);
    assert.deepEqual(matchingJoins(steps, last.order), exact.matchingJoin, `seed ${seed}`);
  }
  assert.ok(strays > 100, 'joins that are met with and without an open split are among them');
});

test('in graphs with loops the order, the predecessors and the last visits are exact too', () => {
  let cyclic = 0;
  for (let seed = 1; seed <= 20_000; seed++) {
    const steps = randomSteps(seed, true);
    const last = lastVisits(steps, '0');
    if (!last.cyclic) continue;
    const exact = walkEveryPath(steps, '0', 1_000_000);
    assert.ok(exact);
    cyclic++;
    assert.deepEqual(last.order, exact.order);
    assert.deepEqual(last.incoming, exact.incoming);
    // A join keeps an earlier visit with an open split: that is what these two alone do not look for.
    for (const [name, visit] of last.visits) assert.deepEqual(visit, exact.visits.get(name), `seed ${seed}`);
  }
  assert.ok(cyclic > 5_000);
});
