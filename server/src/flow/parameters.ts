/** Parameter, IncludeFile and Config attributes of a flow class. */
import type { Argument, CallExpression, Expression, Identifier } from '../python/syntax';
import type { Classes } from './classes';
import { literalOf } from './literal';
import type { FlowParameter, ParameterKind } from './model';
import type { Names, SourceFile } from './names';
import { spanOf } from './syntaxHelp';

/** Positional order of the arguments (metaflow/parameters.py, includefile.py, user_configs/config_parameters.py). */
const positions: Readonly<Record<ParameterKind, readonly string[]>> = {
  Parameter: ['name', 'default', 'type', 'help', 'required', 'show_default'],
  IncludeFile: ['name', 'required', 'is_text', 'encoding', 'help', 'parser', 'default'],
  Config: ['name', 'default', 'default_value', 'help', 'required', 'parser', 'plain'],
};

/** The parameter that `attribute = value` defines, or undefined where the value is none. */
export function readParameter(
  names: Names,
  classes: Classes,
  file: SourceFile,
  definedIn: string,
  attribute: Identifier,
  value: Expression,
): FlowParameter | undefined {
  if (value.kind !== 'call') return undefined;
  const kind = kindOf(names, classes, file, value);
  if (!kind) return undefined;
  const given = argumentsOf(kind, value);
  const option = given.get('name');
  const fallback = given.get(kind === 'Config' ? 'default_value' : 'default') ?? given.get('default');
  const type = given.get('type');
  const text = (name: string) => {
    const argument = given.get(name);
    return argument?.kind === 'string' && !argument.bytes ? argument.value : undefined;
  };
  const required = given.get('required');
  const isRequired = required && literalOf(required);
  return {
    ...spanOf(value),
    source: file.uri,
    definedIn,
    kind,
    attribute,
    option: text('name'),
    optionSpan: option && spanOf(option),
    type: type && typeText(file, type),
    default: fallback && literalOf(fallback),
    // `default=None` is what Metaflow takes for no default.
    hasDefault: fallback !== undefined && !(fallback.kind === 'constant' && fallback.value === 'None'),
    help: text('help'),
    required: typeof isRequired === 'boolean' ? isRequired : undefined,
    separator: text('separator'),
    args: value.args.map((arg: Argument) => ({ ...spanOf(arg), name: arg.name, value: arg.value })),
  };
}

function kindOf(
  names: Names,
  classes: Classes,
  file: SourceFile,
  call: CallExpression,
): ParameterKind | undefined {
  const meaning = names.meaning(file, call.callee, call.start);
  switch (meaning?.kind) {
    case 'metaflow':
    case 'unbound':
      return parameterKind(meaning.name);
    case 'class': {
      const bases = classes.info(meaning.file, meaning.node).metaflowBases;
      return [...bases].map(parameterKind).find((kind) => kind !== undefined);
    }
    default:
      return undefined;
  }
}

function parameterKind(name: string): ParameterKind | undefined {
  return name === 'Parameter' || name === 'IncludeFile' || name === 'Config' ? name : undefined;
}

function argumentsOf(kind: ParameterKind, call: CallExpression): ReadonlyMap<string, Expression> {
  const given = new Map<string, Expression>();
  call.args.forEach((arg, index) => {
    if (arg.unpack) return;
    const name = arg.name?.name ?? positions[kind][index];
    if (name !== undefined) given.set(name, arg.value);
  });
  return given;
}

/** `metaflow.JSONType` is JSONType; other types as they are written. */
function typeText(file: SourceFile, type: Expression): string | undefined {
  if (type.kind === 'constant' && type.value === 'None') return undefined;
  if (type.kind === 'attribute' && type.attribute.name === 'JSONType') return 'JSONType';
  return file.module.text.slice(type.start, type.end);
}
