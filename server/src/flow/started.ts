/** Which classes a file instantiates when Python runs it. */
import type { Expression, Statement } from '../python/syntax';
import { childStatements, statementExpressions, walkExpressions } from '../python/walk';
import type { SourceFile } from './names';

/** Names that are called by the file's top level, directly or in functions of the file that it calls. */
export function calledNames(file: SourceFile): ReadonlySet<string> {
  const called = new Set<string>();
  const waiting: (readonly Statement[])[] = [file.module.body];
  const call = (expression: Expression) => {
    if (expression.kind === 'lambda') return false;
    if (expression.kind !== 'call' || expression.callee.kind !== 'name' || !startsCli(expression))
      return true;
    const { name } = expression.callee;
    if (called.has(name)) return true;
    called.add(name);
    for (const binding of file.bindings) {
      if (binding.kind === 'function' && binding.name === name) waiting.push(binding.node.body);
    }
    return true;
  };
  for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
    for (const statement of body) {
      if (statement.kind === 'function' || statement.kind === 'class') continue;
      for (const expression of statementExpressions(statement)) walkExpressions(expression, call);
      waiting.push(childStatements(statement));
    }
  }
  return called;
}

/** `Flow(use_cli=False)` makes a flow object without starting it. */
function startsCli(call: Expression & { kind: 'call' }): boolean {
  return !call.args.some(
    ({ name, value }) => name?.name === 'use_cli' && value.kind === 'constant' && value.value === 'False',
  );
}
