/** Classes with their bases, across files, in Python's order of attribute lookup. */
import type { Argument, ClassStatement } from '../python/syntax';
import type { Uncertainty } from './model';
import type { Meaning, Names, SourceFile } from './names';

/** FlowSpec itself, which is not read. */
export const FLOW_SPEC = 'FlowSpec';

export interface ClassInfo {
  readonly file: SourceFile;
  readonly node: ClassStatement;
  /** The class itself first; classes that can not be read are left out. */
  readonly order: readonly (ClassInfo | typeof FLOW_SPEC)[];
  /** Names of Metaflow's classes for decorators that it extends: `StepMutator` … */
  readonly metaflowBases: ReadonlySet<string>;
  readonly uncertainties: readonly Uncertainty[];
}

/** Modules of Python's library whose classes are often bases; none of them brings steps. */
const libraryModules = new Set([
  'abc',
  'collections',
  'dataclasses',
  'enum',
  'logging',
  'threading',
  'typing',
  'typing_extensions',
]);

export class Classes {
  readonly #names: Names;
  readonly #known = new Map<ClassStatement, ClassInfo | 'open'>();

  constructor(names: Names) {
    this.#names = names;
  }

  info(file: SourceFile, node: ClassStatement): ClassInfo {
    const known = this.#known.get(node);
    if (known !== undefined && known !== 'open') return known;
    this.#known.set(node, 'open');
    const info = this.#read(file, node);
    this.#known.set(node, info);
    return info;
  }

  #read(file: SourceFile, node: ClassStatement): ClassInfo {
    const bases: (ClassInfo | typeof FLOW_SPEC)[] = [];
    const metaflowBases = new Set<string>();
    const uncertainties: Uncertainty[] = [];
    const doubt = (kind: Uncertainty['kind'], base: Argument) =>
      uncertainties.push({ kind, span: { start: base.start, end: base.end } });

    for (const base of node.bases) {
      if (base.name) continue;
      const expression = base.value.kind === 'subscript' ? base.value.value : base.value;
      const meaning = base.unpack ? undefined : this.#names.meaning(file, expression, node.start);
      if (meaning === undefined) {
        doubt('unresolved-base', base);
      } else if (meaning.kind === 'class') {
        if (this.#known.get(meaning.node) === 'open') {
          doubt('cyclic-base', base);
          continue;
        }
        const info = this.info(meaning.file, meaning.node);
        bases.push(info);
        for (const name of info.metaflowBases) metaflowBases.add(name);
        if (info.uncertainties.length > 0) doubt('unresolved-base', base);
      } else {
        const named = namedBase(meaning);
        if (named.flowSpec) bases.push(FLOW_SPEC);
        if (named.metaflow) metaflowBases.add(named.metaflow);
        if (named.unknown) doubt('unresolved-base', base);
      }
    }
    const own: ClassInfo = { file, node, order: [], metaflowBases, uncertainties };
    const order = [own, ...mergeOrders(bases)];
    return Object.assign(own, { order });
  }
}

/** A base that is no class of the workspace. */
function namedBase(meaning: Meaning): { flowSpec?: boolean; metaflow?: string; unknown?: boolean } {
  switch (meaning.kind) {
    case 'metaflow':
      return meaning.name === 'FlowSpec' ? { flowSpec: true } : { metaflow: meaning.name };
    case 'external':
      if (libraryModules.has(meaning.module.split('.')[0] ?? '')) return {};
      return { flowSpec: meaning.name === 'FlowSpec', unknown: true };
    case 'unbound':
      // Half-typed: the import is still missing. Other unbound names are builtins or a mistake that Python reports.
      return { flowSpec: meaning.name === 'FlowSpec' };
    default:
      return { unknown: true };
  }
}

type Order = readonly (ClassInfo | typeof FLOW_SPEC)[];

/** Python's C3 merge; where Python would refuse the bases, each is taken in turn. */
function mergeOrders(bases: Order): Order {
  const merged: (ClassInfo | typeof FLOW_SPEC)[] = [];
  let left: Order[] = [...bases.map((base): Order => (base === FLOW_SPEC ? [FLOW_SPEC] : base.order)), bases];
  for (;;) {
    left = left.filter((order) => order.length > 0);
    const heads = left.flatMap((order) => order.slice(0, 1));
    const next = heads.find((head) => left.every((order) => order.indexOf(head) <= 0)) ?? heads[0];
    if (next === undefined) return merged;
    merged.push(next);
    left = left.map((order) => order.filter((one) => one !== next));
  }
}

/** Whether Metaflow takes the class for a flow. */
export function isFlow(info: ClassInfo): boolean {
  return info.order.includes(FLOW_SPEC);
}
