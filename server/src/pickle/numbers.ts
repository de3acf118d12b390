/** Numbers between pickles and Python's notation. */

/** Python refuses to read longer decimal integers too (sys.int_info.default_max_str_digits is 4,300). */
const maxDecimalDigits = 4300;

function fit(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** Little-endian two's complement, as LONG1 and LONG4 have it. */
export function decodeLong(bytes: Uint8Array): number | bigint {
  if (bytes.length === 0) return 0;
  const hex = Buffer.from(bytes).reverse().toString('hex');
  const unsigned = BigInt(`0x${hex}`);
  const negative = ((bytes[bytes.length - 1] ?? 0) & 0x80) !== 0;
  return fit(negative ? unsigned - (1n << BigInt(bytes.length * 8)) : unsigned);
}

/** The text of INT and LONG; undefined where it is not a number or too long to convert. */
export function parseInteger(text: string): number | bigint | undefined {
  const digits = text.trim().replace(/L$/, '');
  if (digits.length > maxDecimalDigits + 1 || !/^[+-]?\d+$/.test(digits)) return undefined;
  return fit(digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits.replace('+', '')));
}

/** The text of FLOAT; undefined where it is not a number. */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?inf(inity)?$/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(trimmed)) return Number.NaN;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined;
}

/** A whole number as Python reads it; in hexadecimal beyond the digits that Python converts. */
export function integerText(value: number | bigint): string {
  if (typeof value === 'number') return String(value);
  const hex = value.toString(16);
  return hex.length > 3500 ? hex.replace(/^-?/, '$&0x') : value.toString();
}

/** A float as Python's `repr` writes it. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
