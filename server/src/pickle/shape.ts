/** How a value is written: one piece of text, or parts between an opening and a closing text. */
import { bytesLiteral, isIdentifier, strLiteral } from './literal';
import { floatText, integerText } from './numbers';
import type { PickleObject, PickleValue } from './value';

export interface Part {
  /** `name=` of a call. */
  readonly label?: string;
  /** Key of a dict. */
  readonly key?: PickleValue;
  readonly value: PickleValue;
}

export type Shape =
  | { readonly text: string }
  | {
      readonly open: string;
      readonly close: string;
      readonly parts: Iterable<Part>;
      /** Whether parts that stand alone need a comma behind: `(1,)`. */
      readonly loneComma?: boolean;
    };

/** Text and bytes are cut to this many characters before they are escaped, so that the work stays bounded. */
export interface ShapeContext {
  readonly maxCharacters: number;
  note(sentence: string): void;
}

/** Knows some classes; undefined for others. */
export type ObjectShape = (object: PickleObject, context: ShapeContext) => Shape | undefined;

function* values(items: Iterable<PickleValue>): Iterable<Part> {
  for (const value of items) yield { value };
}

function* pairs(entries: Iterable<readonly [PickleValue, PickleValue]>): Iterable<Part> {
  for (const [key, value] of entries) yield { key, value };
}

/** `open`, the items, `)`. */
export function call(name: string, ...parts: readonly Part[]): Shape {
  return parts.length === 0 ? { text: `${name}()` } : { open: `${name}(`, close: ')', parts };
}

export function plainShape(value: Exclude<PickleValue, PickleObject>, context: ShapeContext): Shape {
  switch (value.kind) {
    case 'none':
      return { text: 'None' };
    case 'bool':
      return { text: value.value ? 'True' : 'False' };
    case 'int':
      return { text: integerText(value.value) };
    case 'float':
      return { text: floatText(value.value) };
    case 'str':
      return { text: strLiteral(value.value.slice(0, context.maxCharacters)) };
    case 'bytes':
      return { text: bytesLiteral(value.value.subarray(0, context.maxCharacters)) };
    case 'bytearray':
      return { text: `bytearray(${bytesLiteral(value.value.subarray(0, context.maxCharacters))})` };
    case 'list':
      return { open: '[', close: ']', parts: values(value.items) };
    case 'tuple':
      return { open: '(', close: ')', parts: values(value.items), loneComma: true };
    case 'set':
      return value.items.length === 0
        ? { text: 'set()' }
        : { open: '{', close: '}', parts: values(value.items) };
    case 'frozenset':
      return value.items.length === 0
        ? { text: 'frozenset()' }
        : { open: 'frozenset({', close: '})', parts: values(value.items) };
    case 'dict':
      return { open: '{', close: '}', parts: pairs(value.entries) };
    case 'global':
      return { text: shortName(value.name) };
    case 'opaque':
      return { text: `<${value.text}>` };
  }
}

/** A class's name as its module would write it: without `builtins` and the flow file's `__main__`. */
export function shortName(dotted: string): string {
  const name = dotted.replace(/^(builtins|__main__)\./, '');
  return name.length > 200 ? `${name.slice(0, 200)}…` : name.replace(/[^\p{L}\p{N}_.()<>]/gu, '?');
}

/** Attributes written as `name=value`; undefined where the state is not a set of attributes. */
export function attributes(state: PickleValue | undefined): Part[] | undefined {
  if (state === undefined || state.kind === 'none') return [];
  // Instances with `__slots__` have a pair: attributes of the dictionary, and of the slots.
  if (state.kind === 'tuple' && state.items.length === 2 && state.items[1]?.kind === 'dict') {
    const first = attributes(state.items[0]);
    return first && [...first, ...(attributes(state.items[1]) ?? [])];
  }
  if (state.kind !== 'dict') return undefined;
  const parts: Part[] = [];
  for (const [key, value] of state.entries) {
    if (key.kind !== 'str' || !isIdentifier(key.value)) return undefined;
    parts.push({ label: key.value, value });
  }
  return parts;
}

/** An object of a class that is not specially known: its name, arguments, attributes and elements. */
export function anyObject(object: PickleObject): Shape {
  const parts: Part[] = object.args.map((value) => ({ value }));
  if (object.kwargs !== undefined) {
    parts.push(...(attributes(object.kwargs) ?? [{ label: 'kwargs', value: object.kwargs }]));
  }
  parts.push(
    ...(attributes(object.state) ?? (object.state ? [{ label: 'state', value: object.state }] : [])),
  );
  if (object.items.length > 0) parts.push({ value: { kind: 'list', items: object.items } });
  if (object.entries.length > 0) parts.push({ value: { kind: 'dict', entries: object.entries } });
  return call(shortName(object.class), ...parts);
}
