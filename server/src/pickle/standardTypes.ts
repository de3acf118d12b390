/** Types of Python's standard library, written as their own `repr` writes them. */
import { floatText, integerText } from './numbers';
import { call, type ObjectShape, type Part, type Shape } from './shape';
import { encodeLatin1 } from './strings';
import type { PickleObject, PickleValue } from './value';

function bytesOf(value: PickleValue | undefined): Uint8Array | undefined {
  if (value?.kind === 'bytes') return value.value;
  return value?.kind === 'str' ? encodeLatin1(value.value) : undefined;
}

function zone(args: readonly PickleValue[]): Part[] {
  return args[1] === undefined ? [] : [{ label: 'tzinfo', value: args[1] }];
}

function int(value: number): Part {
  return { value: { kind: 'int', value } };
}

/** Hour and minute always, second and microsecond only where there are any: as `repr` does. */
function clock(second: number, microsecond: number): number[] {
  if (microsecond > 0) return [second, microsecond];
  return second > 0 ? [second] : [];
}

const fold = (on: boolean): Part[] => (on ? [{ label: 'fold', ...int(1) }] : []);

/** `datetime.__reduce__`: ten bytes (year, month, day, hour, minute, second, microsecond), then the zone. */
const datetime: ObjectShape = ({ args }) => {
  const b = bytesOf(args[0]);
  if (b?.length !== 10) return undefined;
  const [y1 = 0, y2 = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, u1 = 0, u2 = 0, u3 = 0] = b;
  const numbers = [
    y1 * 256 + y2,
    month & 127,
    day,
    hour,
    minute,
    ...clock(second, (u1 << 16) | (u2 << 8) | u3),
  ];
  return call('datetime.datetime', ...numbers.map(int), ...fold(month > 127), ...zone(args));
};

const date: ObjectShape = ({ args }) => {
  const b = bytesOf(args[0]);
  if (b?.length !== 4) return undefined;
  const [y1 = 0, y2 = 0, month = 0, day = 0] = b;
  return call('datetime.date', ...[y1 * 256 + y2, month, day].map(int));
};

const time: ObjectShape = ({ args }) => {
  const b = bytesOf(args[0]);
  if (b?.length !== 6) return undefined;
  const [hour = 0, minute = 0, second = 0, u1 = 0, u2 = 0, u3 = 0] = b;
  const numbers = [hour & 127, minute, ...clock(second, (u1 << 16) | (u2 << 8) | u3)];
  return call('datetime.time', ...numbers.map(int), ...fold(hour > 127), ...zone(args));
};

function isZero(value: PickleValue | undefined): boolean {
  return value?.kind === 'int' && value.value === 0;
}

const timedelta: ObjectShape = ({ args }) => {
  const names = ['days', 'seconds', 'microseconds'];
  if (args.length !== 3) return undefined;
  const parts = args.flatMap((value, i) => (isZero(value) ? [] : [{ label: names[i], value }]));
  return parts.length === 0 ? { text: 'datetime.timedelta(0)' } : call('datetime.timedelta', ...parts);
};

const timezone: ObjectShape = ({ args }) => {
  const [offset] = args;
  const utc =
    args.length === 1 && offset?.kind === 'object' && offset.args.length === 3 && offset.args.every(isZero);
  return utc
    ? { text: 'datetime.timezone.utc' }
    : call('datetime.timezone', ...args.map((value) => ({ value })));
};

/** `2024-01-01` like text in a call: the class's `repr` has the argument quoted. */
function short(name: string): ObjectShape {
  return ({ args }) => call(name, ...args.map((value) => ({ value })));
}

/** Python 3.12 and later write numerator and denominator, earlier ones their text. */
const fraction: ObjectShape = ({ args }) => {
  const [first, second] = args;
  if (first?.kind === 'int' && second?.kind === 'int')
    return call('Fraction', { value: first }, { value: second });
  const match = first?.kind === 'str' ? /^(-?\d+)(?:\/(\d+))?$/.exec(first.value) : null;
  return match ? { text: `Fraction(${match[1]}, ${match[2] ?? '1'})` } : undefined;
};

const uuid: ObjectShape = ({ state }) => {
  const entry =
    state?.kind === 'dict' ? state.entries.find(([k]) => k.kind === 'str' && k.value === 'int') : undefined;
  if (entry?.[1].kind !== 'int') return undefined;
  const digits = BigInt(entry[1].value).toString(16).padStart(32, '0');
  return { text: `UUID('${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}')` };
};

/** Dict subclasses: what the constructor got, then what was set. */
function mapping(name: string, leading: readonly PickleValue[], object: PickleObject): Shape {
  const parts: Part[] = leading.map((value) => ({ value }));
  if (object.entries.length > 0) parts.push({ value: { kind: 'dict', entries: object.entries } });
  return call(name, ...parts);
}

const counter: ObjectShape = (object) => mapping('Counter', object.args, object);
const orderedDict: ObjectShape = (object) => mapping('OrderedDict', object.args, object);

/** The factory is shown even where it is None, and the dict even where it is empty: as `repr` does. */
const defaultDict: ObjectShape = ({ args, entries }) =>
  call('defaultdict', { value: args[0] ?? { kind: 'none' } }, { value: { kind: 'dict', entries } });

const deque: ObjectShape = ({ args, items }) => {
  const [first, maximum] = args;
  const before = first?.kind === 'tuple' || first?.kind === 'list' ? first.items : [];
  const parts: Part[] = [
    { value: { kind: 'list', items: before.length > 0 ? [...before, ...items] : items } },
  ];
  if (maximum !== undefined && maximum.kind !== 'none') parts.push({ label: 'maxlen', value: maximum });
  return call('deque', ...parts);
};

const complex: ObjectShape = ({ args }) => {
  const [re, im] = args;
  if (re?.kind !== 'float' || im?.kind !== 'float') return undefined;
  const part = (value: number) => floatText(value).replace(/\.0$/, '');
  const imaginary = `${part(im.value)}j`;
  if (Object.is(re.value, 0)) return { text: imaginary };
  return { text: `(${part(re.value)}${/^[-]/.test(imaginary) ? '' : '+'}${imaginary})` };
};

/** A range leaves out a step of one. */
const range: ObjectShape = ({ args }) => {
  const numbers = args.map((value) => (value.kind === 'int' ? integerText(value.value) : undefined));
  if (numbers.length !== 3 || numbers.includes(undefined)) return undefined;
  return { text: `range(${(numbers[2] === '1' ? numbers.slice(0, 2) : numbers).join(', ')})` };
};

function path(name: string, separator: string): ObjectShape {
  return ({ args }) => {
    const parts = args.map((part) => (part.kind === 'str' ? part.value : undefined));
    const [root = '', ...rest] = parts;
    if (parts.includes(undefined)) return undefined;
    const joined = root.endsWith(separator) ? root + rest.join(separator) : parts.join(separator);
    const value: PickleValue = { kind: 'str', value: joined.replaceAll('\\', '/') || '.' };
    return call(name, { value });
  };
}

const zoneInfo: ObjectShape = ({ args }) =>
  args[0] === undefined ? undefined : call('zoneinfo.ZoneInfo', { label: 'key', value: args[0] });

/** 32 is the flag that every pattern of text has (re.UNICODE). */
const pattern: ObjectShape = ({ args }) => {
  const [text, flags] = args;
  if (text === undefined || flags?.kind !== 'int') return undefined;
  return call('re.compile', { value: text }, ...(flags.value === 32 ? [] : [{ value: flags }]));
};

const paths = ['PosixPath', 'WindowsPath', 'PurePosixPath', 'PureWindowsPath'].flatMap(
  (name): [string, ObjectShape][] => {
    const shape = path(name, name.includes('Windows') ? '\\' : '/');
    // Python 3.13 and later write the private module.
    return [
      [`pathlib.${name}`, shape],
      [`pathlib._local.${name}`, shape],
    ];
  },
);

export const standardTypes: ReadonlyMap<string, ObjectShape> = new Map<string, ObjectShape>([
  ['datetime.datetime', datetime],
  ['datetime.date', date],
  ['datetime.time', time],
  ['datetime.timedelta', timedelta],
  ['datetime.timezone', timezone],
  ['zoneinfo.ZoneInfo._unpickle', zoneInfo],
  ['decimal.Decimal', short('Decimal')],
  ['fractions.Fraction', fraction],
  ['uuid.UUID', uuid],
  ['collections.OrderedDict', orderedDict],
  ['collections.Counter', counter],
  ['collections.defaultdict', defaultDict],
  ['collections.deque', deque],
  ['builtins.complex', complex],
  ['builtins.range', range],
  ['re._compile', pattern],
  ...paths,
]);
