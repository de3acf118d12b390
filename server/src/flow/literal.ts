/** Values of Python literals, as far as a static reader may know them. */
import type { Expression } from '../python/syntax';
import { literal, type Literal as PythonLiteral } from '../python/walk';
import type { Literal } from './model';

/** What Python's `ast.Constant` would hold, as text or a plain value; undefined where the node is no constant. */
export type Constant = string | number | boolean | null;

/**
 * The value of a constant as Metaflow's `_ast_literal_value` sees it (metaflow/graph.py, 2.19.38): no sign, no f-string,
 * no name. Values that JSON lacks (bytes, complex numbers, `...`) come as their Python representation.
 */
export function constantOf(node: Expression): Constant | undefined {
  switch (node.kind) {
    case 'string':
      return node.bytes ? bytesRepresentation(node.value) : node.value;
    case 'number':
      if (node.imaginary) return pythonText(node);
      return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    case 'constant':
      if (node.value === 'True' || node.value === 'False') return node.value === 'True';
      if (node.value === 'None') return null;
      return node.value === 'Ellipsis' ? 'Ellipsis' : undefined;
    default:
      return undefined;
  }
}

/** `str(value)` of a constant; undefined where the node is no constant. */
export function pythonText(node: Expression): string | undefined {
  switch (node.kind) {
    case 'string':
      return node.bytes ? bytesRepresentation(node.value) : node.value;
    case 'number': {
      const text =
        node.integer || typeof node.value === 'bigint' ? String(node.value) : floatText(node.value);
      return node.imaginary ? `${text.replace(/\.0$/, '')}j` : text;
    }
    case 'constant':
      return node.value === '__debug__' ? undefined : node.value;
    default:
      return undefined;
  }
}

/** A key that is the same for constants that a Python dict takes for the same key (`1`, `1.0` and `True`). */
export function dictKey(node: Expression): string | undefined {
  switch (node.kind) {
    case 'string':
      return `${node.bytes ? 'bytes' : 'str'} ${node.value}`;
    case 'number':
      return `${node.imaginary && Number(node.value) !== 0 ? 'complex' : 'number'} ${node.value}`;
    case 'constant':
      if (node.value === 'True') return 'number 1';
      if (node.value === 'False') return 'number 0';
      return node.value === '__debug__' ? undefined : node.value;
    default:
      return undefined;
  }
}

/** The value of a literal, containers and signs included; undefined where a part is no literal. */
export function literalOf(node: Expression): Literal | undefined {
  const value = literal(node);
  return value === undefined ? undefined : plain(value);
}

function plain(value: PythonLiteral): Literal {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

function isList(value: object): value is readonly PythonLiteral[] {
  return Array.isArray(value);
}

/** Python writes floats with a point, and an exponent from 1e16 up and below 1e-4. */
function floatText(value: number): string {
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return value > 0 ? 'inf' : '-inf';
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits = '', power = ''] = value.toExponential().split('e');
    return `${digits}e${power.slice(0, 1)}${power.slice(1).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function bytesRepresentation(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let text = '';
  for (const c of value) {
    const code = c.charCodeAt(0);
    if (c === '\\' || c === quote) text += `\\${c}`;
    else if (c === '\t') text += '\\t';
    else if (c === '\n') text += '\\n';
    else if (c === '\r') text += '\\r';
    else if (code < 32 || code > 126) text += `\\x${code.toString(16).padStart(2, '0')}`;
    else text += c;
  }
  return `b${quote}${text}${quote}`;
}
