/** Ways in which people break flows. */
import type { Random } from './random';
import { type FlowSketch, type NextSketch, type StepSketch, write } from './sketch';

type Mutation = (random: Random, flow: FlowSketch, step: StepSketch) => void;

/**
 * Breaks something. Works on the sketch until the first change of the text itself.
 * @param source the text so far, where it was changed before
 * @returns the text, where it is what was changed
 */
export function mutate(random: Random, flow: FlowSketch, source: string | undefined): string | undefined {
  if (source !== undefined || random.chance(0.12)) return mutateText(random, source ?? write(flow));
  const step = random.pick(flow.steps);
  if (step) random.pick(mutations)(random, flow, step);
  return undefined;
}

function other(random: Random, flow: FlowSketch): string {
  return random.pick(flow.steps)?.name ?? 'start';
}

/** Changes the transition, if the step has one. */
function onNext(
  change: (random: Random, next: NextSketch, flow: FlowSketch, step: StepSketch) => void,
): Mutation {
  return (random, flow, step) => {
    if (step.next) change(random, step.next, flow, step);
  };
}

const wrappers: readonly [string, ...string[]] = [
  'if True: %',
  'return %',
  'with open("x") as f: %',
  'x = %',
  'await %',
  '(%)',
  '% or 1',
  'lambda: %',
];
const oddTargets: readonly [string, ...string[]] = [
  "'end'",
  'end',
  'foo.end',
  'self.x.end',
  '*steps',
  'self.end()',
  'None',
  '{}',
  'self["end"]',
];
const oddKeywords: readonly [string, ...string[]] = [
  "forech='items'",
  "foreach='items'",
  'foreach=items',
  'foreach=3',
  'num_parallel=2',
  "condition='kind'",
  'condition=kind',
  "condition=''",
  '**options',
  'num_parallel="2"',
  "foreach=b'items'",
];
const oddKeys: readonly [string, ...string[]] = [
  '1',
  '1.0',
  'True',
  'None',
  '-1',
  "f'k'",
  'key',
  'self.config.key',
  'self.key',
  "b'k'",
  "'k0'",
  "'k' '0'",
  '...',
  '1e20',
  '1j',
  'self.a.b.c',
  'other.config.key',
  '0x10',
  '1e-5',
];
const oddArguments: readonly [string, ...string[]] = [
  '',
  'self',
  'self, inputs',
  'self, inputs, more',
  'self, /',
  'self, *args',
  'self, **kwargs',
  'self, *, inputs',
  'self, inputs=None',
  'inputs',
  'this',
  'self, /, inputs',
];
const oddNames: readonly [string, ...string[]] = [
  'next',
  'name',
  'input',
  'index',
  'cmd',
  'Upper',
  '_lead',
  '__private',
  'end',
  'start',
  'with_ü',
  'merge_artifacts',
];

const mutations: readonly [Mutation, ...Mutation[]] = [
  // Where it leads
  onNext((random, next, flow) => {
    next.targets[random.int(0, Math.max(0, next.targets.length - 1))] = `self.${other(random, flow)}`;
  }),
  onNext((random, next, flow) => {
    next.targets[random.int(0, Math.max(0, next.targets.length - 1))] = `self.${other(random, flow)}`;
  }),
  onNext((random, next) => {
    next.targets[random.int(0, Math.max(0, next.targets.length - 1))] =
      `self.${random.pick(['nope', 'strat', 'ende'])}`;
  }),
  onNext((random, next, flow) => {
    next.targets.push(`self.${other(random, flow)}`);
    next.keys?.push("'extra'");
  }),
  onNext((random, next) => {
    next.targets.splice(random.int(0, next.targets.length), 1);
  }),
  onNext((random, next) => {
    next.targets[random.int(0, next.targets.length)] = random.pick(oddTargets);
  }),
  onNext((_random, next) => next.targets.reverse()),
  (random, flow, step) => {
    step.next = { targets: [`self.${other(random, flow)}`], keywords: [], spread: false, wrapper: '%' };
  },
  // What kind of transition it is
  onNext((random, next) => next.keywords.push(random.pick(oddKeywords))),
  onNext((random, next) => {
    next.keywords = random.chance(0.5) ? [] : [random.pick(oddKeywords)];
  }),
  onNext((random, next) => {
    next.wrapper = random.pick(wrappers);
  }),
  onNext((random, next) => {
    next.keys = next.keys ? undefined : next.targets.map((_, i) => `'k${i}'`);
    if (next.keys && random.chance(0.7)) next.keywords = ["condition='kind'"];
  }),
  onNext((random, next) => {
    if (next.keys) next.keys[random.int(0, next.keys.length - 1)] = random.pick(oddKeys);
  }),
  // Whether there is one
  (_random, _flow, step) => {
    step.next = undefined;
  },
  onNext((random, _next, _flow, step) => {
    step.after.push(
      random.pick(['print(1)', '# said', '"""late"""', 'pass', 'return', 'self.next(self.end)']),
    );
  }),
  onNext((random, _next, flow, step) => {
    step.body.push(`self.next(self.${other(random, flow)})`);
  }),
  // The step itself
  (random, _flow, step) => {
    step.args = random.pick(oddArguments);
  },
  (random, _flow, step) => {
    step.args = random.pick(['self', 'self, inputs']);
  },
  (random, _flow, step) => {
    step.name = random.chance(0.5) ? random.pick(oddNames) : `${step.name}2`;
  },
  (random, flow, step) => {
    const name = random.pick(oddNames);
    for (const { next } of flow.steps) {
      if (next)
        next.targets = next.targets.map((target) =>
          target === `self.${step.name}` ? `self.${name}` : target,
        );
    }
    step.name = name;
  },
  (random, _flow, step) => {
    step.stepDecorator = random.pick(['(start=True)', '(end=True)', '(start=True, end=True)']);
  },
  (_random, _flow, step) => {
    step.async = true;
  },
  // Decorators
  (random, _flow, step) => {
    step.decorators.push(
      random.pick([
        '@parallel',
        '@staticmethod',
        '@classmethod',
        '@property',
        '@functools.lru_cache',
        '@retry',
      ]),
    );
  },
  (random, flow, step) => {
    const copies = random.chance(0.5);
    flow.helpers.push(
      `def traced(f):`,
      ...(copies ? [`${flow.indent}@functools.wraps(f)`] : []),
      `${flow.indent}def inner(self):`,
      `${flow.indent}${flow.indent}return f(self)`,
      `${flow.indent}return inner`,
      '',
    );
    if (random.chance(0.7)) step.decorators.unshift('@traced');
    else step.stepDecorator += `\n${flow.indent}@traced`;
  },
  // The class
  (random, flow) => {
    const name = other(random, flow);
    flow.trailer.push(
      random.pick([
        `${name} = None`,
        `again = ${name}`,
        `del ${name}`,
        `${name}: int`,
        `def ${name}(self): pass`,
        `zz = ${name}`,
      ]),
    );
  },
  (random, flow, step) => {
    flow.steps.splice(random.int(0, flow.steps.length), 0, { ...step });
  },
  (random, flow) => {
    flow.steps.splice(random.int(0, flow.steps.length - 1), 1);
  },
  (_random, flow) => {
    flow.base = !flow.base;
  },
];

/** Changes lines as an unlucky editor would. */
function mutateText(random: Random, source: string): string {
  const lines = source.split('\n');
  const from = Math.max(
    0,
    lines.findIndex((line) => line.startsWith('class ')),
  );
  const at = random.int(from, lines.length - 2);
  const line = lines[at] ?? '';
  switch (random.pick(['delete', 'double', 'swap', 'letter', 'comment'])) {
    case 'delete':
      lines.splice(at, 1);
      break;
    case 'double':
      lines.splice(at, 0, line);
      break;
    case 'swap': {
      const next = lines[at + 1] ?? '';
      lines.splice(at, 2, next, line);
      break;
    }
    case 'letter': {
      const column = random.int(0, Math.max(0, line.length - 1));
      lines[at] = line.slice(0, column) + line.slice(column + 1);
      break;
    }
    case 'comment':
      lines[at] = `# ${line}`;
      break;
  }
  return lines.join('\n');
}
