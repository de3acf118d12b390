import type { ByteReader } from './byteReader';
import { decodeLong, parseFloatText, parseInteger } from './numbers';
import { op } from './opcodes';
import { globalOf } from './rebuild';
import { damaged, type Machine, type PickleStack } from './stack';
import { decodeAscii, decodeRawUnicodeEscape, decodeUtf8, parseQuoted } from './strings';
import { none, opaque } from './value';

/** Integers of more bytes than this are named, not converted. */
const maxIntegerBytes = 100_000;

/** Opcodes that push one value of their own, or touch memo and marks only. False for others. */
export function readAtom(opcode: number, machine: Machine): boolean {
  const { reader, stack, notes } = machine;
  switch (opcode) {
    case op.PROTO:
      reader.u8();
      return true;
    case op.FRAME:
      reader.u64();
      return true;
    case op.MARK:
      return stack.mark();
    case op.NONE:
      return stack.push(none);
    case op.NEWTRUE:
      return stack.push({ kind: 'bool', value: true });
    case op.NEWFALSE:
      return stack.push({ kind: 'bool', value: false });
    case op.BININT:
      return stack.push({ kind: 'int', value: reader.i32() });
    case op.BININT1:
      return stack.push({ kind: 'int', value: reader.u8() });
    case op.BININT2:
      return stack.push({ kind: 'int', value: reader.u16() });
    case op.LONG1:
      return long(machine, reader.take(reader.u8()));
    case op.LONG4:
      return long(machine, reader.take(reader.i32()));
    case op.INT:
    case op.LONG: {
      const text = decodeAscii(reader.line());
      if (opcode === op.INT && (text === '00' || text === '01')) {
        return stack.push({ kind: 'bool', value: text === '01' });
      }
      const value = parseInteger(text);
      if (value !== undefined) return stack.push({ kind: 'int', value });
      notes.add('An integer is too large, or damaged, and is not shown.');
      return stack.push(opaque(`int of ${text.length} digits`));
    }
    case op.BINFLOAT:
      return stack.push({ kind: 'float', value: reader.f64() });
    case op.FLOAT: {
      const value = parseFloatText(decodeAscii(reader.line()));
      if (value === undefined) throw damaged();
      return stack.push({ kind: 'float', value });
    }
    case op.SHORT_BINUNICODE:
      return pushText(stack, reader.take(reader.u8()));
    case op.BINUNICODE:
      return pushText(stack, reader.take(reader.u32()));
    case op.BINUNICODE8:
      return pushText(stack, reader.take(reader.u64()));
    case op.UNICODE:
      return stack.push({ kind: 'str', value: decodeRawUnicodeEscape(reader.line()) });
    case op.SHORT_BINBYTES:
      return stack.push({ kind: 'bytes', value: reader.take(reader.u8()) });
    case op.BINBYTES:
      return stack.push({ kind: 'bytes', value: reader.take(reader.u32()) });
    case op.BINBYTES8:
      return stack.push({ kind: 'bytes', value: reader.take(reader.u64()) });
    case op.BYTEARRAY8:
      return stack.push({ kind: 'bytearray', value: reader.take(reader.u64()) });
    case op.SHORT_BINSTRING:
      return oldString(stack, reader.take(reader.u8()));
    case op.BINSTRING:
      return oldString(stack, reader.take(reader.i32()));
    case op.STRING: {
      const text = parseQuoted(decodeAscii(reader.line()));
      if (text === undefined) throw damaged();
      return oldString(stack, Buffer.from(text, 'latin1'));
    }
    case op.EMPTY_LIST:
      return stack.push({ kind: 'list', items: [] });
    case op.EMPTY_TUPLE:
      return stack.push({ kind: 'tuple', items: [] });
    case op.EMPTY_DICT:
      return stack.push({ kind: 'dict', entries: [] });
    case op.EMPTY_SET:
      return stack.push({ kind: 'set', items: [] });
    case op.PUT:
      return stack.remember(lineNumber(reader));
    case op.BINPUT:
      return stack.remember(reader.u8());
    case op.LONG_BINPUT:
      return stack.remember(reader.u32());
    case op.MEMOIZE:
      return stack.remember();
    case op.GET:
      return stack.recall(lineNumber(reader));
    case op.BINGET:
      return stack.recall(reader.u8());
    case op.LONG_BINGET:
      return stack.recall(reader.u32());
    case op.GLOBAL: {
      const module = decodeUtf8(reader.line());
      return stack.push(globalOf(module, decodeUtf8(reader.line())));
    }
    case op.PERSID:
      return stack.push(opaque(`persistent id ${decodeAscii(reader.line().subarray(0, 100))}`));
    case op.EXT1:
      return stack.push(opaque(`extension ${reader.u8()}`));
    case op.EXT2:
      return stack.push(opaque(`extension ${reader.u16()}`));
    case op.EXT4:
      return stack.push(opaque(`extension ${reader.u32()}`));
    case op.NEXT_BUFFER:
      return stack.push(opaque('buffer kept outside of the pickle'));
    default:
      return false;
  }
}

function pushText(stack: PickleStack, bytes: Uint8Array): true {
  return stack.push({ kind: 'str', value: decodeUtf8(bytes) });
}

/** Python 2's `str`: text where it is ASCII, else bytes. */
function oldString(stack: PickleStack, bytes: Uint8Array): true {
  const ascii = bytes.every((byte) => byte < 0x80);
  return stack.push(ascii ? { kind: 'str', value: decodeAscii(bytes) } : { kind: 'bytes', value: bytes });
}

function long({ stack, notes }: Machine, bytes: Uint8Array): true {
  if (bytes.length <= maxIntegerBytes) return stack.push({ kind: 'int', value: decodeLong(bytes) });
  notes.add('An integer is too large to be shown.');
  return stack.push(opaque(`int of ${bytes.length} bytes`));
}

function lineNumber(reader: ByteReader): number {
  const value = Number(decodeAscii(reader.line()));
  if (!Number.isSafeInteger(value)) throw damaged();
  return value;
}
