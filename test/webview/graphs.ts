/** Graphs as the server sends them, from short descriptions. */
import type { GraphData, GraphEdge, GraphNode, StepKind } from '../../server/src/protocol/graph';

type Extra = Partial<Omit<GraphNode, 'name' | 'kind'>>;
type Step = readonly [
  name: string,
  kind: StepKind,
  next: readonly (string | Partial<GraphEdge>)[],
  extra?: Extra,
];

export function graph(flow: string, steps: readonly Step[], extra: Partial<GraphData> = {}): GraphData {
  const uri = `file:///flows/${flow}.py`;
  const nodes = steps.map(([name, kind, , more], index): GraphNode => {
    const range = {
      start: { line: index * 4, character: 8 },
      end: { line: index * 4, character: 8 + name.length },
    };
    return {
      name,
      kind,
      decorators: [],
      missing: false,
      unreachable: false,
      many: false,
      problems: [],
      ...(more?.missing ? {} : { location: { uri, range, whole: range } }),
      ...more,
    };
  });
  const edges = steps.flatMap(([from, , next]) =>
    next.map((edge): GraphEdge => {
      const given = typeof edge === 'string' ? { to: edge } : edge;
      return { from, to: '', kind: 'plain', wrong: false, ...given };
    }),
  );
  return { flow, uri, start: 'start', end: 'end', nodes, edges, problems: [], ...extra };
}

const many = { many: true };
const foreach = (to: string, label: string): Partial<GraphEdge> => ({ to, label, kind: 'foreach' });
const when = (to: string, label: string): Partial<GraphEdge> => ({ to, label, kind: 'case' });

export const linear = graph('HelloFlow', [
  ['start', 'start', ['hello'], { doc: 'Say where we are.' }],
  ['hello', 'linear', ['end'], { decorators: ['retry'] }],
  ['end', 'end', []],
]);

export const training = graph('TrainFlow', [
  ['start', 'start', ['load_data'], { doc: 'Read the settings.' }],
  ['load_data', 'foreach', [foreach('train', 'learning_rates')], { decorators: ['conda', 'resources'] }],
  ['train', 'linear', ['evaluate'], { ...many, decorators: ['batch', 'retry', 'timeout', 'card'] }],
  ['evaluate', 'linear', ['pick_best'], { ...many, doc: 'Score the model.' }],
  ['pick_best', 'join', ['report', 'publish']],
  ['report', 'linear', ['gather'], { decorators: ['card'] }],
  ['publish', 'linear', ['notify']],
  ['notify', 'linear', ['gather']],
  ['gather', 'join', ['end']],
  ['end', 'end', []],
]);

export const nested = graph('NestedFlow', [
  ['start', 'split', ['eu', 'us']],
  ['eu', 'foreach', [foreach('eu_city', 'cities')]],
  ['eu_city', 'foreach', [foreach('eu_shop', 'shops')], many],
  ['eu_shop', 'linear', ['eu_shops'], many],
  ['eu_shops', 'join', ['eu_cities'], many],
  ['eu_cities', 'join', ['combine']],
  ['us', 'split', ['us_east', 'us_west', 'us_south']],
  ['us_east', 'linear', ['us_join']],
  ['us_west', 'parallel', [{ to: 'us_west_train', kind: 'parallel' }]],
  ['us_west_train', 'linear', ['us_west_done'], { ...many, decorators: ['torchrun'] }],
  ['us_west_done', 'join', ['us_join']],
  ['us_south', 'linear', ['us_join']],
  ['us_join', 'join', ['combine']],
  ['combine', 'join', ['end']],
  ['end', 'end', []],
]);

export const recursion = graph('AgentFlow', [
  ['start', 'start', ['plan']],
  ['plan', 'switch', [when('search', 'search'), when('write', 'write'), when('end', 'give up')]],
  ['search', 'linear', ['review']],
  ['write', 'linear', ['review'], { decorators: ['secrets'] }],
  ['review', 'switch', [when('plan', 'again'), when('review', 'unsure'), when('publish', 'good')]],
  ['publish', 'linear', ['end']],
  ['end', 'end', []],
]);

const error = (message: string) => ({ severity: 'error' as const, code: 'unknown-step', message });
export const broken = graph(
  'BrokenFlow',
  [
    ['start', 'split', ['prepare', { to: 'trian', wrong: true }]],
    ['prepare', 'linear', ['join']],
    [
      'trian',
      'unknown',
      [],
      { missing: true, problems: [error("Step 'trian' does not exist. Did you mean 'train'?")] },
    ],
    ['join', 'join', ['end']],
    ['end', 'end', []],
    [
      'train',
      'linear',
      ['join'],
      { unreachable: true, problems: [{ ...error("Nothing leads to step 'train'."), severity: 'warning' }] },
    ],
    [
      'half',
      'unknown',
      [],
      { unreachable: true, problems: [error("Step 'half' does not end with self.next(...).")] },
    ],
  ],
  { problems: [error("The join 'join' joins branches of different splits.")] },
);

/** Forty steps: stages of a split with four branches of different lengths. */
export const wide = graph('WideFlow', [
  ['start', 'start', ['stage_0']],
  ...Array.from({ length: 4 }, (_, s): Step[] => [
    [`stage_${s}`, 'split', [0, 1, 2, 3].map((b) => `fetch_${s}_${b}`)],
    ...[0, 1, 2, 3].flatMap((b): Step[] =>
      b % 2 === 0
        ? [[`fetch_${s}_${b}`, 'linear', [`join_${s}`]]]
        : [
            [`fetch_${s}_${b}`, 'linear', [`clean_${s}_${b}`], { decorators: ['retry'] }],
            [`clean_${s}_${b}`, 'linear', [`join_${s}`]],
          ],
    ),
    [`join_${s}`, 'join', [s === 3 ? 'finish_with_a_rather_long_name_of_a_step' : `stage_${s + 1}`]],
  ]).flat(),
  [
    'finish_with_a_rather_long_name_of_a_step',
    'linear',
    ['report'],
    { decorators: ['kubernetes', 'card', 'timeout', 'environment', 'retry'] },
  ],
  ['report', 'linear', ['last']],
  ['last', 'linear', ['end']],
  ['end', 'end', []],
]);
