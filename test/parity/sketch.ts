/** A flow before it is written out: what the generator makes and the mutations change. */
export interface StepSketch {
  name: string;
  /** Between the parentheses of the `def`. */
  args: string;
  /** Lines above `@step`, without indentation. */
  decorators: string[];
  stepDecorator: string;
  /** Lines of the body before the transition. */
  body: string[];
  /** The transition in parts; undefined for the end. */
  next?: NextSketch;
  /** Lines behind the transition. */
  after: string[];
  async: boolean;
  /** Which class holds it. */
  home: 'flow' | 'base' | 'mixin';
}

export interface NextSketch {
  /** Positional arguments as written: `self.a`. For a switch the values of its dict. */
  targets: string[];
  /** Keys of the switch dict, as written. */
  keys?: string[];
  /** Keyword arguments as written. */
  keywords: string[];
  /** Layout: on one line or several. */
  spread: boolean;
  /** Puts the call into another statement, `%` stands for it. */
  wrapper: string;
}

export interface FlowSketch {
  name: string;
  steps: StepSketch[];
  /** Lines of the class body before the steps. */
  attributes: string[];
  /** Lines of the class body after the steps. */
  trailer: string[];
  classDecorators: string[];
  /** How Metaflow is imported. */
  imports: 'names' | 'star' | 'module' | 'alias';
  base: boolean;
  mixin: boolean;
  /** Lines above the classes. */
  helpers: string[];
  indent: string;
}

/** The text of the file. */
export function write(flow: FlowSketch): string {
  const prefix = flow.imports === 'module' ? 'metaflow.' : '';
  const step = flow.imports === 'alias' ? 'marked' : `${prefix}step`;
  const flowSpec = flow.imports === 'alias' ? 'Flow' : `${prefix}FlowSpec`;
  const lines: string[] = [];
  if (flow.imports === 'module') lines.push('import metaflow');
  else if (flow.imports === 'alias') lines.push('from metaflow import FlowSpec as Flow, step as marked');
  else if (flow.imports === 'star') lines.push('from metaflow import *');
  else lines.push('from metaflow import FlowSpec, step');
  lines.push(
    'from metaflow import Config, IncludeFile, JSONType, Parameter, card, catch, environment, parallel',
    'from metaflow import pypi, resources, retry, secrets, timeout, project, schedule, trigger',
    'import functools',
    '',
    ...flow.helpers,
  );
  const homes: [StepSketch['home'], string, string][] = [['flow', flow.name, flowSpec]];
  if (flow.mixin) homes.unshift(['mixin', 'Mixin', '']);
  if (flow.base) homes.unshift(['base', 'BaseFlow', flowSpec]);
  const parents = [...(flow.mixin ? ['Mixin'] : []), flow.base ? 'BaseFlow' : flowSpec].join(', ');
  for (const [home, name, above] of homes) {
    const own = flow.steps.filter((one) => one.home === home);
    if (home === 'flow') lines.push(...flow.classDecorators);
    lines.push(`class ${name}(${home === 'flow' ? parents : above}):`);
    const body = [
      ...(home === 'flow' ? flow.attributes : []),
      ...own.flatMap((one) => stepLines(one, step, flow.indent)),
      ...(home === 'flow' ? flow.trailer : []),
    ];
    lines.push(
      ...(body.length > 0 ? body : ['pass']).map((line) => (line === '' ? '' : flow.indent + line)),
      '',
    );
  }
  lines.push("if __name__ == '__main__':", `${flow.indent}${flow.name}()`, '');
  return lines.join('\n');
}

function stepLines(sketch: StepSketch, step: string, indent: string): string[] {
  const body = [...sketch.body, ...(sketch.next ? nextLines(sketch.next, indent) : []), ...sketch.after];
  return [
    ...sketch.decorators,
    `@${step}${sketch.stepDecorator}`,
    `${sketch.async ? 'async ' : ''}def ${sketch.name}(${sketch.args}):`,
    ...(body.length > 0 ? body : ['pass']).map((line) => indent + line),
    '',
  ];
}

function nextLines(next: NextSketch, indent: string): string[] {
  const positional = next.keys
    ? [`{${next.targets.map((target, i) => `${next.keys?.[i] ?? '"more"'}: ${target}`).join(', ')}}`]
    : next.targets;
  const args = [...positional, ...next.keywords];
  const [head = '', tail = ''] = next.wrapper.split('%');
  const open = head.includes('\n') ? head.split('\n') : [head];
  const last = open.pop() ?? '';
  const before = open;
  if (!next.spread || args.length === 0) return [...before, `${last}self.next(${args.join(', ')})${tail}`];
  return [...before, `${last}self.next(`, ...args.map((arg) => `${indent}${arg},  # to`), `)${tail}`];
}
