/** Random flows, correct and broken, for the comparison with Metaflow. Small: Metaflow walks every path. */
import { mutate } from './mutate';
import { Random } from './random';
import { type FlowSketch, type NextSketch, type StepSketch, write } from './sketch';

export interface GeneratedFlow {
  readonly file: string;
  readonly source: string;
}

/** `count` flows; the same seed makes the same flows. About a third of them is as the generator meant it. */
export function generateFlows(seed: number, count: number): GeneratedFlow[] {
  return Array.from({ length: count }, (_, index) => {
    const random = new Random(seed * 1_000_003 + index);
    return { file: `generated_${seed}_${index}.py`, source: generateFlow(random) };
  });
}

function generateFlow(random: Random): string {
  if (random.chance(0.2)) return write(new Sketcher(random).tangle());
  const flow = new Sketcher(random).flow();
  const mutations = random.pick([0, 0, 1, 1, 1, 2, 3]);
  let source: string | undefined;
  for (let i = 0; i < mutations; i++) source = mutate(random, flow, source) ?? source;
  return source ?? write(flow);
}

const words = [
  'load',
  'fit',
  'zip_up',
  'merge',
  'a',
  'b',
  'x9',
  'train',
  'score',
  'pick',
  'join',
  'walk',
  'y_',
  'mid',
];

class Sketcher {
  readonly #random: Random;
  readonly #steps: StepSketch[] = [];
  readonly #taken = new Set<string>(['start', 'end']);
  #budget: number;

  constructor(random: Random) {
    this.#random = random;
    this.#budget = random.int(0, 10);
  }

  flow(): FlowSketch {
    const random = this.#random;
    const single = random.chance(0.03);
    if (!single) {
      const entry = this.#segment('end', true);
      const start = this.#steps.find((step) => step.name === entry);
      if (start && random.chance(0.9)) this.#rename(start, 'start');
      else if (start) start.stepDecorator = '(start=True)';
    }
    const end = this.#add(single ? this.#fresh() : 'end', 'self');
    if (!single && random.chance(0.1)) {
      this.#rename(end, this.#fresh());
      end.stepDecorator = '(end=True)';
    }
    return this.#finish();
  }

  #finish(): FlowSketch {
    const random = this.#random;
    for (const step of this.#steps) this.#dress(step);
    const flow: FlowSketch = {
      name: random.pick(['F', 'TrainFlow', 'my_flow', '_Flow']),
      steps: this.#shuffled(),
      attributes: this.#attributes(),
      trailer: random.chance(0.1) ? ['def helper(self):', '    return 1'] : [],
      classDecorators: random.chance(0.1)
        ? [random.pick(['@project(name="p")', '@schedule(daily=True)'])]
        : [],
      imports: random.pick(['names', 'names', 'star', 'module', 'alias']),
      base: random.chance(0.15),
      mixin: random.chance(0.1),
      helpers: [],
      indent: random.pick(['    ', '    ', '  ', '\t']),
    };
    for (const step of flow.steps) {
      if (flow.base && random.chance(0.4)) step.home = 'base';
      else if (flow.mixin && random.chance(0.4)) step.home = 'mixin';
    }
    return flow;
  }

  /** Steps that lead anywhere: loops, joins without splits, splits without joins. */
  tangle(): FlowSketch {
    const random = this.#random;
    const count = random.int(2, 7);
    for (let i = 0; i < count; i++) this.#add(i === 0 ? 'start' : this.#fresh(), 'self');
    this.#add('end', 'self');
    const ahead = random.chance(0.6);
    this.#steps.forEach((step, i) => {
      const later = this.#steps.slice(ahead && random.chance(0.9) ? i + 1 : 0);
      const targets = () => Array.from({ length: random.int(2, 3) }, () => random.pick(later)?.name ?? 'end');
      const one = () => targets().slice(0, 1);
      if (step.name === 'end') return;
      if (random.chance(0.35)) step.args = 'self, inputs';
      const kind = step.args === 'self' ? random.int(0, 3) : random.pick([0, 0, 0, 1]);
      if (kind === 0) step.next = this.#next(one());
      else if (kind === 1) step.next = this.#next(targets());
      else if (kind === 2) step.next = this.#next(one(), ["foreach='items'"]);
      else this.#switch(step, targets());
    });
    return this.#finish();
  }

  /** Adds steps that lead to `exit` and returns the first one's name; `exit` itself where none is needed. */
  #segment(exit: string, atLeastOne: boolean): string {
    const random = this.#random;
    if (this.#budget <= 0) {
      if (!atLeastOne) return exit;
      const only = this.#add(this.#fresh(), 'self');
      only.next = this.#next([exit]);
      return only.name;
    }
    const kind = random.pick([
      'linear',
      'linear',
      'split',
      'split',
      'foreach',
      'gang',
      'switch',
      'loop',
      'stop',
    ]);
    if (kind === 'stop' && !atLeastOne) return exit;
    const first = this.#add(this.#fresh(), 'self');
    if (kind === 'split') {
      const join = this.#join(exit);
      const branches = Array.from({ length: random.int(2, 3) }, () => this.#segment(join, true));
      first.next = this.#next(branches);
    } else if (kind === 'foreach') {
      const join = this.#join(exit);
      first.body.push('self.items = [1, 2]');
      first.next = this.#next([this.#segment(join, true)], ["foreach='items'"]);
    } else if (kind === 'gang') {
      const join = this.#join(exit);
      const worker = this.#add(this.#fresh(), 'self');
      worker.decorators.push('@parallel');
      worker.next = this.#next([join]);
      first.next = this.#next([worker.name], [`num_parallel=${random.pick(['2', 'self.n', '4'])}`]);
    } else if (kind === 'switch') {
      const meet = this.#add(this.#fresh(), 'self');
      meet.next = this.#next([this.#segment(exit, false)]);
      const branches = Array.from({ length: random.int(2, 3) }, () =>
        this.#segment(meet.name, random.chance(0.6)),
      );
      this.#switch(first, branches);
    } else if (kind === 'loop') {
      const before = this.#add(this.#fresh(), 'self');
      before.next = this.#next([first.name]);
      const out = this.#add(this.#fresh(), 'self');
      out.next = this.#next([this.#segment(exit, false)]);
      this.#switch(first, random.chance(0.5) ? [first.name, out.name] : [out.name, first.name]);
      return before.name;
    } else {
      first.next = this.#next([this.#segment(exit, false)]);
    }
    return first.name;
  }

  #join(exit: string): string {
    const join = this.#add(this.#fresh(), 'self, inputs');
    join.next = this.#next([this.#segment(exit, false)]);
    return join.name;
  }

  #switch(step: StepSketch, branches: string[]): void {
    step.body.push("self.kind = 'k0'");
    step.next = this.#next(branches, ["condition='kind'"]);
    const typed = this.#random.chance(0.2);
    step.next.keys = branches.map((_, i) =>
      typed
        ? this.#random.pick([`${i + 1}`, `${i}.5`, 'True', 'False', 'self.config.key', "b'k'"])
        : `'k${i}'`,
    );
  }

  #next(targets: readonly string[], keywords: string[] = []): NextSketch {
    return {
      targets: targets.map((target) => `self.${target}`),
      keywords,
      spread: this.#random.chance(0.15),
      wrapper: this.#random.chance(0.05) ? '(%)' : '%',
    };
  }

  #add(name: string, args: string): StepSketch {
    this.#budget--;
    const step: StepSketch = {
      name,
      args,
      decorators: [],
      stepDecorator: '',
      body: [],
      after: [],
      async: false,
      home: 'flow',
    };
    this.#steps.push(step);
    return step;
  }

  /** A name that is not taken; alphabetical order says nothing about the order in the graph. */
  #fresh(): string {
    for (;;) {
      const name = `${this.#random.pick(words)}${this.#random.chance(0.5) ? this.#random.int(1, 30) : ''}`;
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }

  #rename(step: StepSketch, name: string): void {
    for (const { next } of this.#steps) {
      if (next)
        next.targets = next.targets.map((target) =>
          target === `self.${step.name}` ? `self.${name}` : target,
        );
    }
    step.name = name;
  }

  #dress(step: StepSketch): void {
    const random = this.#random;
    if (random.chance(0.2))
      step.body.unshift(random.pick(['"""What it does."""', '# only a comment', 'x = {1: "}"}']));
    if (random.chance(0.2))
      step.body.push(
        random.pick(['print(self.name)', 'for i in range(3): self.i = i', 'self.t, self.u = 1, 2']),
      );
    if (random.chance(0.1))
      step.decorators.push(
        random.pick(['@retry(times=2)', '@retry', '@card', '@timeout(seconds=9)', '@resources(cpu=2)']),
      );
    if (random.chance(0.05) && step.stepDecorator === '')
      step.stepDecorator = random.pick(['()', '(start=False)', '(end=False)']);
  }

  #attributes(): string[] {
    const random = this.#random;
    const lines = [];
    if (random.chance(0.2)) lines.push("alpha = Parameter('alpha', default=0.1, help='rate')");
    if (random.chance(0.1)) lines.push("flag = Parameter('flag', type=bool, default=True)");
    if (random.chance(0.2)) lines.push("config = Config('config', default_value={'key': 'k0'})");
    if (random.chance(0.1)) lines.push('limit: int = 3');
    return lines;
  }

  #shuffled(): StepSketch[] {
    const steps = [...this.#steps];
    for (let i = steps.length - 1; i > 0; i--) {
      const j = this.#random.int(0, i);
      const [a, b] = [steps[i], steps[j]];
      if (a && b) [steps[i], steps[j]] = [b, a];
    }
    return steps;
  }
}
