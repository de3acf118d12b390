/** numpy's dtypes, scalars and arrays, and the names of pandas' tables. */
import { type Dtype, decodeElement, parseDtype } from './numpyElement';
import { call, type ObjectShape, type Part, type Shape, type ShapeContext } from './shape';
import { opaque, type PickleValue } from './value';

/** Elements of an array that are written out. */
const maxElements = 1000;

const str = (value: string): PickleValue => ({ kind: 'str', value });

const dtypeShape: ObjectShape = (object) => {
  const dtype = parseDtype(object);
  return dtype && { text: `dtype('${dtype.name}')` };
};

const scalar: ObjectShape = ({ args }) => {
  const [type, data] = args;
  const dtype = parseDtype(type);
  if (dtype === undefined || (data?.kind !== 'bytes' && data?.kind !== 'bytearray')) return undefined;
  const value = decodeElement(dtype, data.value, 0);
  if (value?.kind === 'bool') return { text: value.value ? 'np.True_' : 'np.False_' };
  return value && call(`np.${dtype.name.replace(/\[.*/, '')}`, { value });
};

/** `_reconstruct(ndarray, (0,), b'b')` with the state (version, shape, dtype, is Fortran, data). */
const reconstructed: ObjectShape = ({ args, state }, context) => {
  const [cls] = args;
  if (cls?.kind !== 'global' || state?.kind !== 'tuple') return undefined;
  const [, shape, dtype, fortran, data] = state.items;
  const name = cls.name.split('.').at(-1) ?? '';
  const isFortran = fortran?.kind === 'bool' && fortran.value;
  return arrayShape(name === 'ndarray' ? 'array' : name, shape, dtype, isFortran, data, context);
};

/** Protocol 5: `_frombuffer(data, dtype, shape, order)`. */
const fromBuffer: ObjectShape = ({ args }, context) => {
  const [data, dtype, shape, order] = args;
  return arrayShape('array', shape, dtype, order?.kind === 'str' && order.value === 'F', data, context);
};

function arrayShape(
  name: string,
  shapeValue: PickleValue | undefined,
  dtypeValue: PickleValue | undefined,
  fortran: boolean,
  data: PickleValue | undefined,
  context: ShapeContext,
): Shape | undefined {
  const dtype = parseDtype(dtypeValue);
  const lengths = shapeValue?.kind === 'tuple' ? shapeValue.items.map(lengthOf) : undefined;
  if (lengths === undefined || lengths.includes(undefined)) return undefined;
  const shape = lengths as number[];
  const total = shape.reduce((product, length) => product * length, 1);
  const parts: Part[] = [];
  const elements = dtype && elementReader(dtype, data);
  if (elements === undefined)
    context.note('The values of an array are not decoded; its shape and type are shown.');
  else parts.push({ value: nested(shape, fortran, elements) });
  if (elements !== undefined && total > maxElements) {
    context.note(
      `Only the first ${maxElements.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} values of an array are shown.`,
    );
  }
  if (elements === undefined || total === 0 || total > maxElements) {
    const items: PickleValue[] = shape.map((value) => ({ kind: 'int', value }));
    parts.push({ label: 'shape', value: { kind: 'tuple', items } });
  }
  if (dtype !== undefined) parts.push({ label: 'dtype', value: str(dtype.name) });
  return call(name, ...parts);
}

function lengthOf(value: PickleValue): number | undefined {
  return value.kind === 'int' && typeof value.value === 'number' && value.value >= 0
    ? value.value
    : undefined;
}

type Elements = (index: number) => PickleValue;

function elementReader(dtype: Dtype, data: PickleValue | undefined): Elements | undefined {
  if (dtype.code === 'O') {
    return data?.kind === 'list' ? (index) => data.items[index] ?? opaque('missing') : undefined;
  }
  if (
    (data?.kind !== 'bytes' && data?.kind !== 'bytearray') ||
    !decodeElement(dtype, new Uint8Array(64), 0)
  ) {
    return undefined;
  }
  return (index) => decodeElement(dtype, data.value, index * dtype.size) ?? opaque('missing');
}

/** Lists in lists, in C order whatever the order of the data, ended by `…` after the first elements. */
function nested(shape: readonly number[], fortran: boolean, elements: Elements): PickleValue {
  const strides = shape.map((_, axis) =>
    (fortran ? shape.slice(0, axis) : shape.slice(axis + 1)).reduce((product, length) => product * length, 1),
  );
  let left = maxElements;
  const level = (axis: number, offset: number): PickleValue => {
    if (axis === shape.length || axis > 32) {
      left--;
      return elements(offset);
    }
    const items: PickleValue[] = [];
    for (let i = 0; i < (shape[axis] ?? 0); i++) {
      if (left <= 0) {
        items.push(opaque('…'));
        break;
      }
      // An axis without elements would not use up the count.
      if (axis < shape.length - 1) left -= shape[axis + 1] === 0 ? 1 : 0;
      items.push(level(axis + 1, offset + i * (strides[axis] ?? 1)));
    }
    return { kind: 'list', items };
  };
  return level(0, 0);
}

/** Tables are named only: their layout is private to each release of pandas. */
const table: ObjectShape = ({ class: name }, context) => {
  context.note('The content of a pandas object is not decoded.');
  return { text: `${name.split('.').at(-1)} (class, not decoded)` };
};

export const numpyTypes: ReadonlyMap<string, ObjectShape> = new Map<string, ObjectShape>([
  ['numpy.dtype', dtypeShape],
  // numpy 2 renamed `core`.
  ...['numpy.core', 'numpy._core'].flatMap((core): [string, ObjectShape][] => [
    [`${core}.multiarray.scalar`, scalar],
    [`${core}.multiarray._reconstruct`, reconstructed],
    [`${core}.numeric._frombuffer`, fromBuffer],
  ]),
  ['pandas.core.frame.DataFrame', table],
  ['pandas.DataFrame', table],
  ['pandas.core.series.Series', table],
  ['pandas.Series', table],
]);
