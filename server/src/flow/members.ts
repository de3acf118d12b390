/** What a class body binds: steps, methods, parameters and other attributes, as it stands when the class is made. */
import type { Decorator, Expression, FunctionStatement, Identifier, Statement } from '../python/syntax';
import { childStatements } from '../python/walk';
import type { Classes, ClassInfo } from './classes';
import { readDecorators } from './decorators';
import type { FlowParameter, Step, Uncertainty } from './model';
import type { Names, SourceFile } from './names';
import { readParameter } from './parameters';
import { docOf, readFunction } from './readings';
import { parameterListOf, selfNameOf, spanOf } from './syntaxHelp';

export type Member =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'parameter'; readonly parameter: FlowParameter }
  | { readonly kind: 'method'; readonly name: Identifier }
  | { readonly kind: 'constant'; readonly name: Identifier };

export interface ClassBody {
  readonly members: ReadonlyMap<string, Member>;
  readonly uncertainties: readonly Uncertainty[];
  /** Methods with a decorator that might make a step of them, by name. */
  readonly doubtful: ReadonlyMap<string, Uncertainty>;
}

export class ClassBodies {
  readonly #names: Names;
  readonly #classes: Classes;
  readonly #known = new Map<ClassInfo, ClassBody>();

  constructor(names: Names, classes: Classes) {
    this.#names = names;
    this.#classes = classes;
  }

  read(info: ClassInfo): ClassBody {
    const known = this.#known.get(info);
    if (known) return known;
    const reader = new BodyReader(this.#names, this.#classes, info);
    reader.statements(info.node.body, false);
    this.#known.set(info, reader);
    return reader;
  }
}

class BodyReader implements ClassBody {
  readonly members = new Map<string, Member>();
  readonly uncertainties: Uncertainty[] = [];
  readonly doubtful = new Map<string, Uncertainty>();
  readonly #names: Names;
  readonly #classes: Classes;
  readonly #info: ClassInfo;

  constructor(names: Names, classes: Classes, info: ClassInfo) {
    this.#names = names;
    this.#classes = classes;
    this.#info = info;
  }

  /** `conditional`: it depends on something that only a run knows whether the statements are executed. */
  statements(body: readonly Statement[], conditional: boolean): void {
    body.forEach((statement, index) => {
      const before = statement.kind === 'function' ? this.#setAside(body[index - 1]) : [];
      if (statement.kind === 'function' && before.length > 0)
        this.#function({ ...statement, decorators: [...before, ...statement.decorators] }, conditional);
      else this.#statement(statement, conditional);
    });
  }

  /**
   * Decorators with a blank line behind them, which the parser takes for the beginning of a step that is being typed.
   * Where the file is valid as it is, Python applies them to the function below.
   */
  #setAside(before: Statement | undefined): Decorator[] {
    const { text, problems } = this.#info.file.module;
    if (problems.length > 0 || before?.kind !== 'expression' || before.value.kind !== 'error') return [];
    return before.value.parts.flatMap((expression) => {
      const start = text.lastIndexOf('@', expression.start);
      return start < before.start ? [] : [{ start, end: expression.end, expression }];
    });
  }

  #statement(statement: Statement, conditional: boolean): void {
    switch (statement.kind) {
      case 'function':
        this.#function(statement, conditional);
        return;
      case 'class':
        this.#set(statement.name, { kind: 'constant', name: statement.name });
        return;
      case 'assign':
        if (statement.value) for (const target of statement.targets) this.#assign(target, statement.value);
        return;
      case 'delete':
        for (const target of statement.targets) {
          if (target.kind === 'name') this.members.delete(target.name);
        }
        return;
      case 'expression':
        // `exec(...)`, `vars()[...] = ...`, `locals().update(...)` in a class body can bind anything.
        if (mentionsNamespace(statement.value))
          this.uncertainties.push({ kind: 'dynamic-member', span: spanOf(statement) });
        return;
      case 'try':
        this.statements(
          statement.handlers.flatMap((handler) => handler.body),
          true,
        );
        this.statements([...statement.body, ...statement.orelse, ...statement.finalbody], conditional);
        return;
      case 'with':
        this.statements(statement.body, conditional);
        return;
      default:
        this.statements(childStatements(statement), true);
    }
  }

  #set(name: Identifier, member: Member): void {
    this.members.set(mangled(name.name, this.#info.node.name.name), member);
  }

  #assign(target: Expression, value: Expression): void {
    switch (target.kind) {
      case 'name': {
        const name: Identifier = { ...spanOf(target), name: target.name };
        this.#set(
          name,
          this.#aliased(name, value) ?? this.#parameter(name, value) ?? { kind: 'constant', name },
        );
        return;
      }
      case 'tuple':
      case 'list':
        for (const element of target.elements) this.#assign(element, element);
        return;
      case 'starred':
        this.#assign(target.value, target.value);
        return;
      case 'subscript':
        if (mentionsNamespace(target.value))
          this.uncertainties.push({ kind: 'dynamic-member', span: spanOf(target) });
        return;
      default:
        return;
    }
  }

  #parameter(name: Identifier, value: Expression): Member | undefined {
    const { file, node } = this.#info;
    const parameter = readParameter(this.#names, this.#classes, file, node.name.name, name, value);
    return parameter && { kind: 'parameter', parameter };
  }

  /** `b = a` and `b = Base.a` make one more step of the same function. */
  #aliased(name: Identifier, value: Expression): Member | undefined {
    let original: Member | undefined;
    if (value.kind === 'name') {
      const own = this.members.get(mangled(value.name, this.#info.node.name.name));
      if (own) original = own;
      else {
        const meaning = this.#names.meaning(this.#info.file, value, name.start);
        if (meaning?.kind === 'function') original = this.#read(meaning.file, meaning.node);
      }
    } else if (value.kind === 'attribute') {
      const meaning = this.#names.meaning(this.#info.file, value.value, name.start);
      if (meaning?.kind === 'class') {
        const info = this.#classes.info(meaning.file, meaning.node);
        const bodies = new ClassBodies(this.#names, this.#classes);
        for (const base of info.order) {
          original ??=
            typeof base === 'string' ? undefined : bodies.read(base).members.get(value.attribute.name);
        }
      }
    }
    if (original?.kind !== 'step') return original?.kind === 'method' ? { kind: 'method', name } : undefined;
    return { kind: 'step', step: { ...original.step, name: mangled(name.name, this.#info.node.name.name) } };
  }

  #function(fn: FunctionStatement, conditional: boolean): void {
    const member = this.#read(this.#info.file, fn);
    this.#set(fn.name, member);
    if (conditional && member.kind === 'step')
      this.uncertainties.push({ kind: 'dynamic-member', span: spanOf(fn.name) });
  }

  #read(file: SourceFile, fn: FunctionStatement): Member {
    const decorated = readDecorators(this.#names, this.#classes, file, fn);
    if (!decorated.step) {
      const [doubt] = decorated.uncertainties;
      if (doubt) this.doubtful.set(fn.name.name, doubt);
      return { kind: 'method', name: fn.name };
    }
    if (file === this.#info.file) this.uncertainties.push(...decorated.uncertainties);
    const { read } = decorated;
    const numArgs = read.parameters.filter((parameter) => parameter.kind === 'normal').length;
    const reading = readFunction(read, numArgs);
    const { transition, nexts } = reading;
    const step: Step = {
      name: mangled(fn.name.name, this.#info.node.name.name),
      nameSpan: spanOf(fn.name),
      span: spanOf(fn),
      header: fn.header,
      source: file.uri,
      definedIn: this.#info.node.name.name,
      async: fn.async,
      node: read,
      numArgs,
      parameters: parameterListOf(file.module.text, fn),
      selfName: selfNameOf(fn),
      stepDecorator: decorated.step,
      decorators: decorated.decorators,
      parallel: decorated.parallel,
      unknownDecorators: decorated.unknownDecorators,
      doc: docOf(fn),
      transition,
      otherNexts: nexts.filter((next) => next.start !== transition?.span.start),
      get accesses() {
        return reading.accesses;
      },
    };
    return { kind: 'step', step };
  }
}

/** Python's name for a private attribute: `__a` in class `_F` is `_F__a`. */
function mangled(name: string, className: string): string {
  const owner = className.replace(/^_+/, '');
  return name.startsWith('__') && !name.endsWith('__') && owner !== '' ? `_${owner}${name}` : name;
}

/** Whether an expression calls something that gives write access to the names of a class body. */
function mentionsNamespace(expression: Expression): boolean {
  if (expression.kind === 'attribute') return mentionsNamespace(expression.value);
  if (expression.kind !== 'call') return false;
  const { callee } = expression;
  return callee.kind === 'name'
    ? ['exec', 'locals', 'vars'].includes(callee.name)
    : mentionsNamespace(callee);
}
