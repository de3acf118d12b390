/** What well-known calls in pickles stand for. The calls are recognised by name and never made. */

import { encodeLatin1 } from './strings';
import { newObject, type PickleGlobal, type PickleValue } from './value';

/** Modules that Python 3 has under another name than the Python 2 that protocols 0 to 2 are written for. */
const renamedModules: Readonly<Record<string, string>> = {
  __builtin__: 'builtins',
  copy_reg: 'copyreg',
  exceptions: 'builtins',
};
const renamedGlobals: Readonly<Record<string, string>> = {
  'builtins.xrange': 'builtins.range',
  'builtins.unicode': 'builtins.str',
  'builtins.long': 'builtins.int',
};

/** The global of a module and a (perhaps dotted) name, as Python 3 calls it. */
export function globalOf(module: string, name: string): PickleGlobal {
  const dotted = `${renamedModules[module] ?? module}.${name}`;
  return { kind: 'global', name: renamedGlobals[dotted] ?? dotted };
}

/** The value that Python gets by calling `callable(*args)`, where that is one of the plain kinds; else an object. */
export function reduced(callable: PickleValue, args: readonly PickleValue[]): PickleValue {
  if (callable.kind !== 'global') return newObject('(call)', [callable, ...args], true);
  return (
    plain(callable.name, args) ?? reconstructed(callable.name, args) ?? newObject(callable.name, args, true)
  );
}

function plain(name: string, args: readonly PickleValue[]): PickleValue | undefined {
  const [first, second] = args;
  switch (name) {
    case 'builtins.set':
    case 'builtins.frozenset': {
      const kind = name === 'builtins.set' ? 'set' : 'frozenset';
      if (first === undefined) return { kind, items: [] };
      // The list itself may still be filled after this call, so its array is shared, not copied.
      return first.kind === 'list' || first.kind === 'tuple' ? { kind, items: first.items } : undefined;
    }
    case 'builtins.bytes':
    case 'builtins.bytearray': {
      const kind = name === 'builtins.bytes' ? 'bytes' : 'bytearray';
      if (first === undefined) return { kind, value: new Uint8Array() };
      const value = first.kind === 'bytes' ? first.value : latin1Argument(first, second);
      return value && { kind, value };
    }
    case '_codecs.encode': {
      const value = first && latin1Argument(first, second);
      return value && { kind: 'bytes', value };
    }
    case 'builtins.list':
    case 'builtins.tuple': {
      const kind = name === 'builtins.list' ? 'list' : 'tuple';
      if (first === undefined) return { kind, items: [] };
      return first.kind === 'list' || first.kind === 'tuple' ? { kind, items: first.items } : undefined;
    }
    case 'builtins.dict':
      return first === undefined ? { kind: 'dict', entries: [] } : undefined;
    default:
      return undefined;
  }
}

function latin1Argument(text: PickleValue, encoding: PickleValue | undefined): Uint8Array | undefined {
  if (text.kind !== 'str' || encoding?.kind !== 'str') return undefined;
  return /^(latin-?1|iso-8859-1)$/i.test(encoding.value) ? encodeLatin1(text.value) : undefined;
}

/** The indirect forms in which old protocols write classes and instances. */
function reconstructed(name: string, args: readonly PickleValue[]): PickleValue | undefined {
  const [first, second, third] = args;
  if (first?.kind !== 'global') return undefined;
  switch (name) {
    case 'builtins.getattr':
      return second?.kind === 'str' ? { kind: 'global', name: `${first.name}.${second.value}` } : undefined;
    case 'copyreg._reconstructor': {
      const bare = second?.kind === 'global' && second.name === 'builtins.object';
      return newObject(first.name, bare || third === undefined ? [] : [third], false);
    }
    case 'copyreg.__newobj__':
      return newObject(first.name, args.slice(1), false);
    case 'copyreg.__newobj_ex__':
      return newObject(first.name, second?.kind === 'tuple' ? second.items : [], false, third);
    default:
      return undefined;
  }
}
