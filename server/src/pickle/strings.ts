/** The text forms of pickles: how bytes become `str`, and Python's string literals of protocol 0. */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/** UTF-8 as pickle writes it: lone surrogates are allowed and kept; other wrong bytes become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeSurrogates(bytes);
  }
}

function decodeSurrogates(bytes: Uint8Array): string {
  const parts: string[] = [];
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let from = 0;
  for (let i = 0; i + 2 < bytes.length; i++) {
    const second = bytes[i + 1] ?? 0;
    const third = bytes[i + 2] ?? 0;
    if (bytes[i] !== 0xed || second < 0xa0 || second > 0xbf || third < 0x80 || third > 0xbf) continue;
    parts.push(lenient.decode(bytes.subarray(from, i)));
    parts.push(String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f)));
    from = i + 3;
    i += 2;
  }
  parts.push(lenient.decode(bytes.subarray(from)));
  return parts.join('');
}

/** One character per byte. (The platform's "latin1" is windows-1252, hence not for bytes 0x80 to 0x9f.) */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return text;
}

/** ASCII text of an opcode's argument, such as digits or a module's name. */
export function decodeAscii(bytes: Uint8Array): string {
  return latin1.decode(bytes);
}

/** Characters back to bytes; undefined where one does not fit. */
export function encodeLatin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) return undefined;
    bytes[i] = code;
  }
  return bytes;
}

/** Protocol 0's `raw-unicode-escape`: Latin-1 with `\uXXXX` and `\UXXXXXXXX`. */
export function decodeRawUnicodeEscape(bytes: Uint8Array): string {
  return decodeLatin1(bytes).replace(
    /(\\+)(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g,
    (whole: string, slashes: string, short?: string, long?: string) => {
      if (slashes.length % 2 === 0) return whole;
      const code = Number.parseInt(short ?? long ?? '', 16);
      if (code > 0x10ffff) return whole;
      return slashes.slice(1) + String.fromCodePoint(code);
    },
  );
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** The bytes (one character each) of a quoted Python 2 string literal; undefined where it is not one. */
export function parseQuoted(literal: string): string | undefined {
  const text = literal.trim();
  const quote = text[0];
  if (text.length < 2 || (quote !== "'" && quote !== '"') || !text.endsWith(quote)) return undefined;
  return text
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/g,
      (_, hex?: string, octal?: string, c?: string) => {
        if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
        if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
        return escapes[c ?? ''] ?? (c === '\\' || c === "'" || c === '"' ? c : `\\${c}`);
      },
    );
}
