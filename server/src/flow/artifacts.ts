/** Reads, writes and deletions of `self.<name>` in a step, in the order in which Python would come to them. */
import type { Span } from '../base/text';
import type { CallExpression, Expression, FunctionStatement, Statement } from '../python/syntax';
import { childExpressions, childStatements, statementExpressions } from '../python/walk';
import { flowSpecMembers } from './catalog/flowSpec';
import type { ArtifactAccess } from './model';
import { selfNameOf, spanOf } from './syntaxHelp';
import { isNextOf } from './transitions';

type Kind = ArtifactAccess['kind'];

export interface BodyReading {
  readonly accesses: readonly ArtifactAccess[];
  /** Every call of `self.next`, nested ones included. */
  readonly nexts: readonly Span[];
}

/** What the body of a step does with its own attributes. Transitions are no accesses, nor are FlowSpec's members. */
export function readBody(fn: FunctionStatement): BodyReading {
  const reader = new BodyReader(selfNameOf(fn));
  reader.statements(fn.body);
  return reader;
}

/** Functions that reach an attribute by its name. */
const byName: ReadonlyMap<string, Kind> = new Map([
  ['setattr', 'write'],
  ['getattr', 'read'],
  ['delattr', 'delete'],
]);

class BodyReader implements BodyReading {
  readonly accesses: ArtifactAccess[] = [];
  readonly nexts: Span[] = [];
  readonly #self: string;

  constructor(self: string) {
    this.#self = self;
  }

  statements(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'assign':
        if (!statement.value) return;
        this.#read(statement.value);
        for (const target of statement.targets) this.#target(target, 'write');
        return;
      case 'augmented-assign':
        this.#read(statement.target);
        this.#read(statement.value);
        this.#target(statement.target, 'write');
        return;
      case 'delete':
        for (const target of statement.targets) this.#target(target, 'delete');
        return;
      case 'for':
        this.#read(statement.iterable);
        this.#target(statement.target, 'write');
        break;
      case 'with':
        for (const { value, target } of statement.items) {
          this.#read(value);
          if (target) this.#target(target, 'write');
        }
        break;
      case 'function':
        for (const expression of statementExpressions(statement)) this.#read(expression);
        // A function of its own `self` says nothing about the flow.
        if (statement.parameters.some((parameter) => parameter.name?.name === this.#self)) return;
        break;
      default:
        for (const expression of statementExpressions(statement)) this.#read(expression);
    }
    this.statements(childStatements(statement));
  }

  /** Something that is assigned to or deleted. Of `self.x[0]` and `self.x.y` only `self.x` is looked up. */
  #target(target: Expression, kind: Kind): void {
    switch (target.kind) {
      case 'tuple':
      case 'list':
      case 'error':
        for (const part of childExpressions(target)) this.#target(part, kind);
        return;
      case 'starred':
        this.#target(target.value, kind);
        return;
      case 'attribute':
        if (this.#isOwn(target)) this.#access(target.attribute.name, target.attribute, kind);
        else this.#read(target.value);
        return;
      default:
        this.#read(target);
    }
  }

  #read(expression: Expression): void {
    if (expression.kind === 'attribute' && this.#isOwn(expression)) {
      const { name } = expression.attribute;
      if (!flowSpecMembers.has(name)) this.#access(name, expression.attribute, 'read');
      return;
    }
    if (expression.kind === 'call') {
      if (this.#isNext(expression)) return;
      this.#byName(expression);
    }
    for (const child of childExpressions(expression)) this.#read(child);
  }

  #isOwn(expression: Expression & { kind: 'attribute' }): boolean {
    return this.#self !== '' && expression.value.kind === 'name' && expression.value.name === this.#self;
  }

  #access(name: string, span: Span, kind: Kind): void {
    if (name !== '') this.accesses.push({ ...spanOf(span), name, kind });
  }

  /** A call of `self.next`: its targets are steps, everything else in it is read. */
  #isNext(call: CallExpression): boolean {
    if (!isNextOf('self', call.callee) && !(this.#self && isNextOf(this.#self, call.callee))) return false;
    this.nexts.push(spanOf(call));
    for (const { name, value } of call.args) {
      if (name) this.#read(value);
      else if (value.kind === 'dict') for (const { key } of value.entries) key && this.#read(key);
      else if (value.kind !== 'attribute') this.#read(value);
    }
    return true;
  }

  /** `setattr(self, "x", value)` and its kin, where the name is written out. */
  #byName(call: CallExpression): void {
    const kind = call.callee.kind === 'name' ? byName.get(call.callee.name) : undefined;
    const [object, name] = call.args;
    if (!kind || object?.value.kind !== 'name' || object.value.name !== this.#self) return;
    if (name?.value.kind === 'string') this.#access(name.value.value, name.value, kind);
  }
}
