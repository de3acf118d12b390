import type { Span } from '../base/text';

/** A Python file as text. */
export interface PythonText {
  readonly text: string;
  /** Why Python could not read it, if so. The text is then what can be made of it. */
  readonly problem?: Span & { readonly message: string };
}

/** Code pages that Python knows and the decoder here does not. All begin with ASCII, so the syntax is readable. */
const otherEncodings = /^(cp\d+|ibm\d+|iso-?8859-?\d+|mac-?\w+|koi8-\w+|hp-roman8|ptcp154|johab|hz|tis-620)$/;

/** Reads bytes as Python does: UTF-8 with or without a mark, or what the first two lines declare (PEP 263). */
export function readPython(bytes: Uint8Array): PythonText {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = hasMark ? undefined : declaredEncoding(bytes);
  const read = decode(bytes, declared);
  if (read.problem !== undefined) return read;
  const zero = read.text.indexOf('\0');
  if (zero < 0) return read;
  return {
    text: '',
    problem: {
      start: 0,
      end: 0,
      message: 'The file contains null bytes: it is no Python source, or not saved as UTF-8.',
    },
  };
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1000)).toString('latin1');
  const [first = '', second = ''] = head.split(/\r\n|\r|\n/);
  const declaration = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
  const inFirst = declaration.exec(first)?.[1];
  if (inFirst !== undefined || !/^[ \t\f]*(#.*)?$/.test(first)) return inFirst;
  return declaration.exec(second)?.[1];
}

function decode(bytes: Uint8Array, declared: string | undefined): PythonText {
  const encoding = (declared ?? 'utf-8').toLowerCase().replaceAll('_', '-');
  const decoder = decoderFor(encoding);
  if (decoder === undefined) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    if (otherEncodings.test(encoding)) return { text };
    const start = text.indexOf(declared ?? '');
    const message = `Python knows no encoding '${declared}'.`;
    return { text, problem: { start, end: start + (declared?.length ?? 0), message } };
  }
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    const start = Math.max(0, text.indexOf('\ufffd'));
    const hint = declared === undefined ? 'Save it as UTF-8, or declare its encoding in the first line.' : '';
    const message = `The file is not valid ${decoder.encoding.toUpperCase()} here. ${hint}`.trimEnd();
    return { text, problem: { start, end: Math.min(start + 1, text.length), message } };
  }
}

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    const alias = /^(latin|l1$|iso8859-1$|8859$|cp819$)/.test(encoding) ? 'latin1' : encoding;
    return new TextDecoder(alias === 'u8' || alias === 'utf' ? 'utf-8' : alias.replace(/-sig$/, ''), {
      fatal: true,
    });
  } catch {
    return undefined;
  }
}
