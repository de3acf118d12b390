/** What CPython's compiler says about places where something is stored, and the parser underneath does not. */
import type { Source } from './source';
import type { Argument, Expression } from './syntax';

const names: Readonly<Partial<Record<Expression['kind'], string>>> = {
  call: 'a function call',
  string: 'a literal',
  fstring: 'an f-string',
  number: 'a literal',
  dict: 'a dict display',
  set: 'a set display',
  lambda: 'a lambda',
  conditional: 'a conditional expression',
  comprehension: 'a comprehension',
  await: 'an await expression',
  yield: 'a yield expression',
  named: 'an assignment expression',
};

/** Reports what cannot be assigned to (or deleted); the elements of tuples and lists are targets themselves. */
export function checkTarget(target: Expression, verb: 'assign to' | 'delete', source: Source): void {
  switch (target.kind) {
    case 'name':
    case 'attribute':
    case 'subscript':
    case 'error':
      return;
    case 'list':
    case 'tuple':
      for (const element of target.elements) checkTarget(element, verb, source);
      return;
    case 'starred':
      if (verb === 'assign to') checkTarget(target.value, verb, source);
      else source.report(target, 'Cannot delete a starred expression');
      return;
    case 'constant':
      source.report(target, `Cannot ${verb} ${target.value === 'Ellipsis' ? '...' : target.value}`);
      return;
    default:
      source.report(target, `Cannot ${verb} ${names[target.kind] ?? 'an expression'}`);
  }
}

/** Reports targets that are not a single name, attribute or subscript. */
export function checkSingleTarget(target: Expression, purpose: string, source: Source): void {
  if (target.kind === 'list' || target.kind === 'tuple')
    source.report(target, `A ${target.kind} cannot be ${purpose}`);
  else checkTarget(target, 'assign to', source);
}

/** Reports a keyword that is given twice in one call. */
export function checkKeywords(args: readonly Argument[], source: Source): void {
  const seen = new Set<string>();
  for (const { name } of args) {
    if (name === undefined || name.name === '') continue;
    if (seen.has(name.name)) source.report(name, `Keyword argument "${name.name}" is repeated`);
    seen.add(name.name);
  }
}
