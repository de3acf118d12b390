/** What a name in a Python file stands for: Metaflow's, a class or function of this or another file, or unknown. */
import type { ClassStatement, Expression, FunctionStatement, Module, Statement } from '../python/syntax';
import { childStatements } from '../python/walk';
import { knownDecorator } from './catalog/decorators';
import { metaflowNames } from './catalog/flowSpec';
import type { ModuleResolver } from './model';

/** A parsed file with the names that it binds at its top level. */
export interface SourceFile {
  readonly uri: string;
  readonly module: Module;
  readonly bindings: readonly Binding[];
}

type Binding = { readonly at: number } & (
  | { readonly kind: 'class'; readonly name: string; readonly node: ClassStatement }
  | { readonly kind: 'function'; readonly name: string; readonly node: FunctionStatement }
  /** `member` is absent for `import module`. */
  | {
      readonly kind: 'import';
      readonly name: string;
      readonly module: string;
      readonly level: number;
      readonly member?: string;
    }
  | { readonly kind: 'star'; readonly module: string; readonly level: number }
  | { readonly kind: 'value'; readonly name: string; readonly value?: Expression }
);

export type Meaning =
  /** Something of Metaflow's; `name` is its last name, empty for a module. */
  | { readonly kind: 'metaflow'; readonly name: string }
  | { readonly kind: 'class'; readonly file: SourceFile; readonly node: ClassStatement }
  | { readonly kind: 'function'; readonly file: SourceFile; readonly node: FunctionStatement }
  /** Imported from a module that is not part of the workspace. */
  | { readonly kind: 'external'; readonly module: string; readonly name: string }
  /** Bound by the file to a value that is not followed. */
  | { readonly kind: 'value' }
  /** Bound nowhere: a builtin or a mistake. */
  | { readonly kind: 'unbound'; readonly name: string };

/** Longest chain of imports and assignments that is followed; a circle of imports ends here. */
const MAXIMUM_HOPS = 24;

/** The files of one look at a flow, each read once. */
export class Names {
  readonly #resolver: ModuleResolver | undefined;
  readonly #files = new Map<string, SourceFile>();

  constructor(resolver: ModuleResolver | undefined) {
    this.#resolver = resolver;
  }

  file(uri: string, module: Module): SourceFile {
    const known = this.#files.get(uri);
    if (known) return known;
    const file = { uri, module, bindings: bindingsOf(module.body) };
    this.#files.set(uri, file);
    return file;
  }

  /** What an expression `a.b.c` means where it stands at offset `at`; undefined for other expressions. */
  meaning(file: SourceFile, expression: Expression, at: number): Meaning | undefined {
    const path = pathOf(expression);
    return path && this.#lookup(file, path, at, MAXIMUM_HOPS);
  }

  #lookup(file: SourceFile, path: readonly string[], at: number, hops: number): Meaning {
    const [name = '', ...rest] = path;
    const last = path.at(-1) ?? name;
    if (hops === 0) return { kind: 'value' };
    for (let i = file.bindings.length - 1; i >= 0; i--) {
      const binding = file.bindings[i];
      if (!binding || binding.at >= at) continue;
      if (binding.kind === 'star') {
        const found = this.#throughStar(file, binding, path, hops);
        if (found) return found;
      } else if (binding.name === name) {
        switch (binding.kind) {
          case 'class':
          case 'function':
            return rest.length === 0
              ? ({ kind: binding.kind, file, node: binding.node } as Meaning)
              : { kind: 'value' };
          case 'value': {
            const value = binding.value && pathOf(binding.value);
            return value ? this.#lookup(file, [...value, ...rest], binding.at, hops - 1) : { kind: 'value' };
          }
          case 'import': {
            const members = binding.member === undefined ? rest : [binding.member, ...rest];
            return this.#member(file, binding.module, binding.level, members, hops - 1);
          }
        }
      }
    }
    const star = file.bindings.find(
      (binding) => binding.kind === 'star' && !isMetaflow(binding.module, binding.level),
    );
    if (star?.kind === 'star' && !this.#resolve(file, star.module, star.level))
      return { kind: 'external', module: star.module, name: last };
    return { kind: 'unbound', name: last };
  }

  #throughStar(
    file: SourceFile,
    star: { readonly module: string; readonly level: number },
    path: readonly string[],
    hops: number,
  ): Meaning | undefined {
    const [name = ''] = path;
    if (isMetaflow(star.module, star.level))
      return metaflowNames.has(name) || knownDecorator(name)
        ? { kind: 'metaflow', name: path.at(-1) ?? name }
        : undefined;
    const other = this.#resolve(file, star.module, star.level);
    if (!other) return undefined;
    const found = this.#lookup(other, path, Number.POSITIVE_INFINITY, hops - 1);
    return found.kind === 'unbound' ? undefined : found;
  }

  /** `members` of a module, which may begin with the names of modules in it. */
  #member(
    file: SourceFile,
    module: string,
    level: number,
    members: readonly string[],
    hops: number,
  ): Meaning {
    const name = members.at(-1) ?? '';
    if (isMetaflow(module, level)) return { kind: 'metaflow', name };
    for (let taken = 0; taken < members.length; taken++) {
      const inner = [...(module === '' ? [] : [module]), ...members.slice(0, taken)].join('.');
      if (inner === '') continue;
      const other = this.#resolve(file, inner, level);
      if (!other) continue;
      const found = this.#lookup(other, members.slice(taken), Number.POSITIVE_INFINITY, hops);
      if (found.kind !== 'unbound') return found;
    }
    const init = module === '' && members.length > 0 ? this.#resolve(file, '', level) : undefined;
    if (init) return this.#lookup(init, members, Number.POSITIVE_INFINITY, hops);
    return { kind: 'external', module, name };
  }

  #resolve(file: SourceFile, module: string, level: number): SourceFile | undefined {
    const found = this.#resolver?.resolve(file.uri, module, level);
    return found && this.file(found.uri, found.module);
  }
}

function isMetaflow(module: string, level: number): boolean {
  return level === 0 && (module === 'metaflow' || module.startsWith('metaflow.'));
}

function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'attribute') return undefined;
  const value = pathOf(expression.value);
  return value && [...value, expression.attribute.name];
}

/** All bindings of a file's top level, those in `if`, `try`, `with` and loops included, in source order. */
function bindingsOf(body: readonly Statement[]): Binding[] {
  const found: Binding[] = [];
  for (const statement of body) addBindings(statement, found);
  return found;
}

function addBindings(statement: Statement, found: Binding[]): void {
  const at = statement.start;
  switch (statement.kind) {
    case 'class':
      found.push({ at, kind: 'class', name: statement.name.name, node: statement });
      return;
    case 'function':
      found.push({ at, kind: 'function', name: statement.name.name, node: statement });
      return;
    case 'import':
      for (const { name, alias } of statement.names) {
        const root = name.name.split('.')[0] ?? name.name;
        found.push({
          at,
          kind: 'import',
          level: 0,
          name: alias?.name ?? root,
          module: alias ? name.name : root,
        });
      }
      return;
    case 'import-from': {
      const { level } = statement;
      const module = statement.module.name;
      if (statement.star) found.push({ at, kind: 'star', module, level });
      for (const { name, alias } of statement.names) {
        found.push({ at, kind: 'import', level, name: alias?.name ?? name.name, module, member: name.name });
      }
      return;
    }
    case 'assign':
      if (!statement.value) return;
      for (const target of statement.targets) {
        if (target.kind === 'name')
          found.push({ at, kind: 'value', name: target.name, value: statement.value });
      }
      return;
    case 'try': {
      // The handlers are for the case that the body failed: what the body binds comes first.
      const handlers: Binding[] = [];
      for (const handler of statement.handlers)
        for (const inner of handler.body) addBindings(inner, handlers);
      found.push(...handlers);
      for (const inner of [...statement.body, ...statement.orelse, ...statement.finalbody])
        addBindings(inner, found);
      return;
    }
    default:
      for (const inner of childStatements(statement)) addBindings(inner, found);
  }
}
