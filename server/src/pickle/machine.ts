import { ByteReader, PickleError } from './byteReader';
import { fill, salvage } from './fill';
import { decodeLong, parseFloatText, parseInteger } from './numbers';
import { op } from './opcodes';
import { globalOf, reduced } from './rebuild';
import { decodeAscii, decodeRawUnicodeEscape, decodeUtf8, parseQuoted } from './strings';
import { newObject, none, opaque, type PickleLimits, type PickleValue } from './value';

/** Integers of more bytes than this are named, not converted. */
const maxIntegerBytes = 100_000;

/** Python's unpickling machine without its effects: a stack, marks and a memo, all bounded. */
export class PickleMachine {
  readonly #reader: ByteReader;
  readonly #length: number;
  readonly #limits: PickleLimits;
  readonly #notes: Set<string>;
  readonly #stack: PickleValue[] = [];
  /** Heights of the stack at which a mark was set. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #count = 0;

  constructor(bytes: Uint8Array, limits: PickleLimits, notes: Set<string>) {
    this.#reader = new ByteReader(bytes);
    this.#length = bytes.length;
    this.#limits = limits;
    this.#notes = notes;
  }

  /** The value; throws PickleError where the data ends, is wrong or goes beyond a limit. */
  run(): PickleValue {
    for (;;) {
      const at = this.#reader.position;
      const opcode = this.#reader.u8();
      if (opcode === op.STOP) return this.#pop();
      if (!this.#atom(opcode) && !this.#build(opcode)) {
        throw new PickleError(
          `The value is damaged: byte ${at} is not a part of any pickle, so only what comes before is shown.`,
        );
      }
    }
  }

  /** Whether the failed read wanted more than there is. */
  get atEnd(): boolean {
    return this.#length - this.#reader.position < 16;
  }

  /** What can be saved after `run` threw. */
  partial(): PickleValue | undefined {
    return salvage(this.#stack, this.#marks);
  }

  #charge(): void {
    if (++this.#count > this.#limits.values) {
      throw new PickleError(
        `Only the first ${this.#limits.values.toLocaleString('en-US')} values were read; the rest is left out.`,
      );
    }
  }

  #push(value: PickleValue): true {
    this.#charge();
    this.#stack.push(value);
    return true;
  }

  #pop(): PickleValue {
    const floor = this.#marks.at(-1) ?? 0;
    const value = this.#stack.length > floor ? this.#stack.pop() : undefined;
    if (value === undefined) throw damaged();
    return value;
  }

  #top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined) throw damaged();
    return value;
  }

  /** Everything above the last mark, which is removed. */
  #popMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw damaged();
    return this.#stack.splice(mark);
  }

  #text(bytes: Uint8Array): true {
    return this.#push({ kind: 'str', value: decodeUtf8(bytes) });
  }

  /** Python 2's `str`: text where it is ASCII, else bytes. */
  #oldString(bytes: Uint8Array): true {
    const ascii = bytes.every((byte) => byte < 0x80);
    return this.#push(ascii ? { kind: 'str', value: decodeAscii(bytes) } : { kind: 'bytes', value: bytes });
  }

  #long(bytes: Uint8Array): true {
    if (bytes.length <= maxIntegerBytes) return this.#push({ kind: 'int', value: decodeLong(bytes) });
    this.#notes.add('An integer is too large to be shown.');
    return this.#push(opaque(`int of ${bytes.length} bytes`));
  }

  #remember(index: number): true {
    this.#charge();
    this.#memo.set(index, this.#top());
    return true;
  }

  #recall(index: number): true {
    const value = this.#memo.get(index);
    if (value === undefined) throw damaged();
    return this.#push(value);
  }

  #lineNumber(): number {
    const value = Number(decodeAscii(this.#reader.line()));
    if (!Number.isSafeInteger(value)) throw damaged();
    return value;
  }

  /** Opcodes that push one value of their own, or touch memo and marks only. */
  #atom(opcode: number): boolean {
    const reader = this.#reader;
    switch (opcode) {
      case op.PROTO:
        reader.u8();
        return true;
      case op.FRAME:
        reader.u64();
        return true;
      case op.MARK:
        this.#charge();
        this.#marks.push(this.#stack.length);
        return true;
      case op.NONE:
        return this.#push(none);
      case op.NEWTRUE:
        return this.#push({ kind: 'bool', value: true });
      case op.NEWFALSE:
        return this.#push({ kind: 'bool', value: false });
      case op.BININT:
        return this.#push({ kind: 'int', value: reader.i32() });
      case op.BININT1:
        return this.#push({ kind: 'int', value: reader.u8() });
      case op.BININT2:
        return this.#push({ kind: 'int', value: reader.u16() });
      case op.LONG1:
        return this.#long(reader.take(reader.u8()));
      case op.LONG4:
        return this.#long(reader.take(reader.i32()));
      case op.INT:
      case op.LONG: {
        const text = decodeAscii(reader.line());
        if (opcode === op.INT && (text === '00' || text === '01')) {
          return this.#push({ kind: 'bool', value: text === '01' });
        }
        const value = parseInteger(text);
        if (value !== undefined) return this.#push({ kind: 'int', value });
        this.#notes.add('An integer is too large, or damaged, and is not shown.');
        return this.#push(opaque(`int of ${text.length} digits`));
      }
      case op.BINFLOAT:
        return this.#push({ kind: 'float', value: reader.f64() });
      case op.FLOAT: {
        const value = parseFloatText(decodeAscii(reader.line()));
        if (value === undefined) throw damaged();
        return this.#push({ kind: 'float', value });
      }
      case op.SHORT_BINUNICODE:
        return this.#text(reader.take(reader.u8()));
      case op.BINUNICODE:
        return this.#text(reader.take(reader.u32()));
      case op.BINUNICODE8:
        return this.#text(reader.take(reader.u64()));
      case op.UNICODE:
        return this.#push({ kind: 'str', value: decodeRawUnicodeEscape(reader.line()) });
      case op.SHORT_BINBYTES:
        return this.#push({ kind: 'bytes', value: reader.take(reader.u8()) });
      case op.BINBYTES:
        return this.#push({ kind: 'bytes', value: reader.take(reader.u32()) });
      case op.BINBYTES8:
        return this.#push({ kind: 'bytes', value: reader.take(reader.u64()) });
      case op.BYTEARRAY8:
        return this.#push({ kind: 'bytearray', value: reader.take(reader.u64()) });
      case op.SHORT_BINSTRING:
        return this.#oldString(reader.take(reader.u8()));
      case op.BINSTRING:
        return this.#oldString(reader.take(reader.i32()));
      case op.STRING: {
        const text = parseQuoted(decodeAscii(reader.line()));
        if (text === undefined) throw damaged();
        return this.#oldString(Buffer.from(text, 'latin1'));
      }
      case op.EMPTY_LIST:
        return this.#push({ kind: 'list', items: [] });
      case op.EMPTY_TUPLE:
        return this.#push({ kind: 'tuple', items: [] });
      case op.EMPTY_DICT:
        return this.#push({ kind: 'dict', entries: [] });
      case op.EMPTY_SET:
        return this.#push({ kind: 'set', items: [] });
      case op.PUT:
        return this.#remember(this.#lineNumber());
      case op.BINPUT:
        return this.#remember(reader.u8());
      case op.LONG_BINPUT:
        return this.#remember(reader.u32());
      case op.MEMOIZE:
        return this.#remember(this.#memo.size);
      case op.GET:
        return this.#recall(this.#lineNumber());
      case op.BINGET:
        return this.#recall(reader.u8());
      case op.LONG_BINGET:
        return this.#recall(reader.u32());
      case op.GLOBAL: {
        const module = decodeUtf8(reader.line());
        return this.#push(globalOf(module, decodeUtf8(reader.line())));
      }
      case op.PERSID:
        return this.#push(opaque(`persistent id ${decodeAscii(reader.line().subarray(0, 100))}`));
      case op.EXT1:
        return this.#push(opaque(`extension ${reader.u8()}`));
      case op.EXT2:
        return this.#push(opaque(`extension ${reader.u16()}`));
      case op.EXT4:
        return this.#push(opaque(`extension ${reader.u32()}`));
      case op.NEXT_BUFFER:
        return this.#push(opaque('buffer kept outside of the pickle'));
      default:
        return false;
    }
  }

  /** Opcodes that make a value of others on the stack. */
  #build(opcode: number): boolean {
    switch (opcode) {
      case op.POP:
        if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
        else this.#pop();
        return true;
      case op.POP_MARK:
        this.#popMark();
        return true;
      case op.DUP:
        return this.#push(this.#top());
      case op.READONLY_BUFFER:
        return true;
      case op.TUPLE:
        return this.#push({ kind: 'tuple', items: this.#popMark() });
      case op.TUPLE1:
        return this.#tuple(1);
      case op.TUPLE2:
        return this.#tuple(2);
      case op.TUPLE3:
        return this.#tuple(3);
      case op.LIST:
        return this.#push({ kind: 'list', items: this.#popMark() });
      case op.FROZENSET:
        return this.#push({ kind: 'frozenset', items: this.#popMark() });
      case op.DICT: {
        const dict: PickleValue = { kind: 'dict', entries: [] };
        fill(dict, this.#popMark());
        return this.#push(dict);
      }
      case op.APPEND:
        return this.#fill([this.#pop()], 'items');
      case op.APPENDS:
      case op.ADDITEMS:
        return this.#fill(this.#popMark(), 'items');
      case op.SETITEM: {
        const value = this.#pop();
        return this.#fill([this.#pop(), value], 'entries');
      }
      case op.SETITEMS:
        return this.#fill(this.#popMark(), 'entries');
      case op.STACK_GLOBAL: {
        const name = this.#pop();
        const module = this.#pop();
        if (name.kind !== 'str' || module.kind !== 'str') throw damaged();
        return this.#push(globalOf(module.value, name.value));
      }
      case op.REDUCE: {
        const args = this.#pop();
        return this.#push(reduced(this.#pop(), args.kind === 'tuple' ? args.items : [args]));
      }
      case op.NEWOBJ: {
        const args = this.#pop();
        return this.#instance(this.#pop(), args.kind === 'tuple' ? args.items : [args]);
      }
      case op.NEWOBJ_EX: {
        const kwargs = this.#pop();
        const args = this.#pop();
        return this.#instance(this.#pop(), args.kind === 'tuple' ? args.items : [args], kwargs);
      }
      case op.OBJ: {
        const [cls, ...args] = this.#popMark();
        if (cls === undefined) throw damaged();
        return this.#instance(cls, args);
      }
      case op.INST: {
        const module = decodeUtf8(this.#reader.line());
        const cls = globalOf(module, decodeUtf8(this.#reader.line()));
        return this.#instance(cls, this.#popMark());
      }
      case op.BUILD: {
        const state = this.#pop();
        const target = this.#top();
        if (target.kind === 'object') target.state = state;
        else this.#notes.add('A value carries state that its kind cannot have; it is not shown.');
        return true;
      }
      case op.BINPERSID: {
        const id = this.#pop();
        return this.#push(
          opaque(id.kind === 'str' ? `persistent id ${id.value.slice(0, 100)}` : 'persistent id'),
        );
      }
      default:
        return false;
    }
  }

  #tuple(length: number): true {
    const items: PickleValue[] = [];
    for (let i = 0; i < length; i++) items.unshift(this.#pop());
    return this.#push({ kind: 'tuple', items });
  }

  #instance(cls: PickleValue, args: readonly PickleValue[], kwargs?: PickleValue): true {
    const name = cls.kind === 'global' ? cls.name : '(class)';
    return this.#push(newObject(name, args, false, kwargs));
  }

  #fill(values: PickleValue[], as: 'items' | 'entries'): true {
    if (!fill(this.#top(), values, as)) throw damaged();
    return true;
  }
}

function damaged(): PickleError {
  return new PickleError('The value is damaged: only the part that could be read is shown.');
}
