/** Space, tab or form feed. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 12;
}

/** The length of the line end at `offset`: 2 for CRLF, 0 where there is none. */
export function newlineLength(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code === 13) return text.charCodeAt(offset + 1) === 10 ? 2 : 1;
  return code === 10 ? 1 : 0;
}

/** The offset of the next line end, or of the end of the text. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && newlineLength(text, end) === 0) end++;
  return end;
}

/** The offset of the closing quotes of the string at `start`, or where the string has to end without them. */
export function stringEnd(text: string, start: number, close: string): number {
  const quote = close.charCodeAt(0);
  let at = start + close.length;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at += Math.max(1, newlineLength(text, at + 1));
    else if (code === quote && (close.length === 1 || text.startsWith(close, at))) return at;
    else if ((code === 10 || code === 13) && close.length === 1) return at;
  }
  return text.length;
}
