/** Python literals of text and bytes. */

const hex = (code: number, width: number) => code.toString(16).padStart(width, '0');

/** Characters that `str.isprintable` denies: control, format, surrogate, unassigned, separators but the space. */
const unprintable = /[\p{C}\p{Z}]/gu;

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 10) return '\\n';
  if (code === 13) return '\\r';
  if (code === 9) return '\\t';
  if (code === 32) return ' ';
  if (code < 256) return `\\x${hex(code, 2)}`;
  return code < 65536 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function quoteFor(text: string): string {
  return text.includes("'") && !text.includes('"') ? '"' : "'";
}

/** A `str` as Python's `repr` writes it, in the given quotes where they are given. */
export function strLiteral(text: string, quote = quoteFor(text)): string {
  const escaped = text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + escaped.replace(unprintable, escapeCharacter) + quote;
}

/** A `bytes` as Python's `repr` writes it. */
export function bytesLiteral(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const parts: string[] = [];
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote || character === '\\') parts.push(`\\${character}`);
    else if (byte >= 32 && byte < 127) parts.push(character);
    else parts.push(escapeCharacter(byte === 32 ? ' ' : character));
  }
  return `b${quote}${parts.join('')}${quote}`;
}

/** Whether a name can stand before `=` in a call. */
export function isIdentifier(name: string): boolean {
  return name.length <= 200 && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}
