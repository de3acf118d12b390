import path from 'node:path';
import { LineIndex } from '../base/text';
import { dot } from '../flow/export/dot';
import { jsonGraph } from '../flow/export/json';
import { mermaid } from '../flow/export/mermaid';
import { type Picture, pictureOf } from '../flow/export/picture';
import { svg } from '../flow/export/svg';
import type { Flow, ModuleResolver } from '../flow/model';
import { DiskModules } from '../workspace/diskModules';
import { readFlows } from './checkFiles';
import { exitStatus, type Io } from './io';
import { parseArguments, UsageError } from './options';

export const graphUsage = `Usage: stepwise graph [OPTIONS] FILE

Prints the step graphs of the Metaflow flows in a file, without running them.

  --format json|dot|mermaid|svg   How they are printed (json).
                                  json: a line for each flow, with Metaflow's own values.
  -h, --help                      Print this.

Exit status: 0 printed, 2 the file could not be read or holds no flow.
`;

/** \`stepwise graph\`: answers the exit status. */
export async function graph(args: readonly string[], io: Io): Promise<number> {
  const { paths, options } = parseArguments(args, [
    { name: 'format', takesValue: true },
    { name: 'help', short: 'h', takesValue: false },
  ]);
  if (options.has('help')) {
    io.out(graphUsage);
    return exitStatus.ok;
  }
  const [name] = paths;
  if (name === undefined || paths.length > 1) throw new UsageError('Name exactly one file.');
  const print = printerFor(options.get('format')?.at(-1) ?? 'json');

  const fail = (message: string) => io.err(`stepwise: ${message}\n`);
  const texts = new Texts(new DiskModules([io.cwd]));
  const read = readFlows({ path: path.resolve(io.cwd, name), name, isNamed: true }, texts, fail);
  if (!read) return exitStatus.failed;
  texts.add(read.flows.uri, read.module.text);
  const problem = read.problem ?? read.module.problems[0];
  const { flows } = read.flows;
  if (problem) fail(`${name} is not valid Python: ${problem.message} What could be read of it is printed.`);
  if (flows.length === 0) {
    fail(`There is no flow in ${name}.`);
    return exitStatus.failed;
  }
  io.out(print(flows, name, texts));
  return exitStatus.ok;
}

type Printer = (flows: readonly Flow[], file: string, texts: Texts) => string;

function printerFor(format: string): Printer {
  switch (format) {
    case 'json':
      return (flows, file, texts) =>
        flows.map((flow) => `${JSON.stringify(jsonGraph(flow, file, texts.line))}\n`).join('');
    case 'dot':
      return (flows) => pictures(flows).map(dot).join('\n');
    case 'mermaid':
      return (flows) => mermaid(pictures(flows));
    case 'svg':
      return (flows) => svg(pictures(flows));
    default:
      throw new UsageError(`There is no format '${format}': use json, dot, mermaid or svg.`);
  }
}

/** Classes that only others extend are no picture of their own. */
function pictures(flows: readonly Flow[]): Picture[] {
  const own = flows.filter(({ flow }) => flow.role !== 'base');
  return (own.length > 0 ? own : flows).map(pictureOf);
}

/** Remembers the files that were read, to tell lines in them. */
class Texts implements ModuleResolver {
  readonly #modules: ModuleResolver;
  readonly #lines = new Map<string, LineIndex>();

  constructor(modules: ModuleResolver) {
    this.#modules = modules;
  }

  resolve(fromUri: string, module: string, level: number): ReturnType<ModuleResolver['resolve']> {
    const found = this.#modules.resolve(fromUri, module, level);
    if (found) this.add(found.uri, found.module.text);
    return found;
  }

  add(uri: string, text: string): void {
    if (!this.#lines.has(uri)) this.#lines.set(uri, new LineIndex(text));
  }

  readonly line = (uri: string, offset: number): number =>
    (this.#lines.get(uri)?.position(offset).line ?? 0) + 1;
}
