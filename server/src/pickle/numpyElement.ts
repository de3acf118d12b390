/** One element of a numpy array, read from its bytes. */
import { decodeLatin1 } from './strings';
import { newObject, type PickleValue } from './value';

export interface Dtype {
  /** Kind and size as numpy's array protocol has them: `f8`, `U5`, `M8`, `O`. */
  readonly code: string;
  readonly kind: string;
  /** Bytes of an element. */
  readonly size: number;
  readonly littleEndian: boolean;
  /** The name that numpy shows: `float64`. */
  readonly name: string;
  /** Of datetime64 and timedelta64: `ns`. */
  readonly unit?: string;
}

const kindNames: Readonly<Record<string, string>> = {
  i: 'int',
  u: 'uint',
  f: 'float',
  c: 'complex',
  M: 'datetime64',
  m: 'timedelta64',
};

/** Reads `dtype('f8', …)` with its state (version, byte order, subtype, names, fields, size, …). */
export function parseDtype(value: PickleValue | undefined): Dtype | undefined {
  if (value?.kind !== 'object' || value.class !== 'numpy.dtype') return undefined;
  const [first] = value.args;
  const match = first?.kind === 'str' ? /^[<>|=]?([a-zA-Z?])(\d*)$/.exec(first.value) : null;
  const state = value.state?.kind === 'tuple' ? value.state.items : [];
  const [, order, subtype, names] = state;
  if (!match || (subtype && subtype.kind !== 'none') || (names && names.kind !== 'none')) return undefined;
  const [, kind = '', digits = ''] = match;
  const number = Number(digits || (kind === 'O' ? 8 : 1));
  const size = kind === 'U' ? number * 4 : number;
  const unit = kind === 'M' || kind === 'm' ? unitOf(state[8]) : undefined;
  return {
    code: kind === 'O' ? 'O' : `${kind}${number}`,
    kind,
    size,
    littleEndian: !(order?.kind === 'str' && order.value === '>'),
    name: nameOf(kind, number, unit),
    unit,
  };
}

function nameOf(kind: string, size: number, unit: string | undefined): string {
  if (kind === 'b') return 'bool';
  if (kind === 'O') return 'object';
  if (kind === 'M' || kind === 'm') return `${kindNames[kind]}${unit ? `[${unit}]` : ''}`;
  const name = kindNames[kind];
  return name ? `${name}${size * 8}` : `${kind}${size}`;
}

/** The last part of a datetime dtype's state: `({}, (unit, count, 1, 1))`. */
function unitOf(metadata: PickleValue | undefined): string | undefined {
  const description = metadata?.kind === 'tuple' ? metadata.items[1] : undefined;
  const [unit, count] = description?.kind === 'tuple' ? description.items : [];
  const text =
    unit?.kind === 'bytes' ? decodeLatin1(unit.value) : unit?.kind === 'str' ? unit.value : undefined;
  return text && count?.kind === 'int' && count.value !== 1 ? `${count.value}${text}` : text;
}

const fit = (value: bigint): PickleValue => ({
  kind: 'int',
  value: value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value,
});

const float = (value: number): PickleValue => ({ kind: 'float', value });

/** The shortest decimal that is the same number in single or half precision, as numpy shows it. */
function shortest(value: number, round: (value: number) => number, digits: number): PickleValue {
  for (let precision = 1; precision < digits && Number.isFinite(value); precision++) {
    const candidate = Number(value.toPrecision(precision));
    if (round(candidate) === value) return float(candidate);
  }
  return float(value);
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Undefined where the bytes end before, or the kind is not known. */
export function decodeElement(dtype: Dtype, bytes: Uint8Array, offset: number): PickleValue | undefined {
  if (offset + dtype.size > bytes.length && dtype.size <= 64) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = dtype.littleEndian;
  switch (dtype.code) {
    case 'b1':
      return { kind: 'bool', value: view.getUint8(offset) !== 0 };
    case 'i1':
      return { kind: 'int', value: view.getInt8(offset) };
    case 'u1':
      return { kind: 'int', value: view.getUint8(offset) };
    case 'i2':
      return { kind: 'int', value: view.getInt16(offset, little) };
    case 'u2':
      return { kind: 'int', value: view.getUint16(offset, little) };
    case 'i4':
      return { kind: 'int', value: view.getInt32(offset, little) };
    case 'u4':
      return { kind: 'int', value: view.getUint32(offset, little) };
    case 'i8':
      return fit(view.getBigInt64(offset, little));
    case 'u8':
      return fit(view.getBigUint64(offset, little));
    case 'f2':
      // Four digits tell all half precision numbers from their neighbours.
      return float(Number(half(view.getUint16(offset, little)).toPrecision(4)));
    case 'f4':
      return shortest(view.getFloat32(offset, little), Math.fround, 9);
    case 'f8':
      return float(view.getFloat64(offset, little));
    case 'c8':
      return newObject(
        'builtins.complex',
        [float(view.getFloat32(offset, little)), float(view.getFloat32(offset + 4, little))],
        true,
      );
    case 'c16':
      return newObject(
        'builtins.complex',
        [float(view.getFloat64(offset, little)), float(view.getFloat64(offset + 8, little))],
        true,
      );
    case 'M8':
    case 'm8':
      return moment(dtype, view.getBigInt64(offset, little));
    default:
      return text(dtype, view, offset);
  }
}

function text(dtype: Dtype, view: DataView, offset: number): PickleValue | undefined {
  const end = Math.min(offset + dtype.size, view.byteLength);
  if (dtype.kind === 'S') {
    let last = end;
    while (last > offset && view.getUint8(last - 1) === 0) last--;
    return { kind: 'bytes', value: new Uint8Array(view.buffer, view.byteOffset + offset, last - offset) };
  }
  if (dtype.kind !== 'U') return undefined;
  let value = '';
  for (let i = offset; i + 4 <= end; i += 4) {
    const code = view.getUint32(i, dtype.littleEndian);
    value += String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
  }
  return { kind: 'str', value: value.replace(/\0+$/, '') };
}

/** Milliseconds of a unit, as a fraction. */
const units: Readonly<Record<string, readonly [multiply: bigint, divide: bigint]>> = {
  D: [86_400_000n, 1n],
  h: [3_600_000n, 1n],
  m: [60_000n, 1n],
  s: [1000n, 1n],
  ms: [1n, 1n],
  us: [1n, 1000n],
  ns: [1n, 1_000_000n],
};

/** A datetime64 as ISO text where a calendar date can tell it, else the count with its unit. */
function moment(dtype: Dtype, count: bigint): PickleValue {
  if (count === -(1n << 63n)) return { kind: 'str', value: 'NaT' };
  const unit = units[dtype.unit ?? ''];
  if (dtype.kind === 'm' || unit === undefined) return fit(count);
  const [multiply, divide] = unit;
  const scaled = count * multiply;
  const milliseconds = scaled / divide - (scaled < 0n && scaled % divide !== 0n ? 1n : 0n);
  if (milliseconds > 8_000_000_000_000_000n || milliseconds < -8_000_000_000_000_000n) return fit(count);
  const iso = new Date(Number(milliseconds)).toISOString().slice(0, -1);
  const rest = scaled - milliseconds * divide;
  const digits = rest.toString().padStart(dtype.unit === 'ns' ? 6 : 3, '0');
  return { kind: 'str', value: dtype.unit === 'D' ? iso.slice(0, 10) : divide > 1n ? iso + digits : iso };
}
