/** A change of a document, as VS Code tells it: positions before the change. */
interface Change {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}
interface Place {
  readonly line: number;
  readonly character: number;
}

/** Where a line is after changes of one event; undefined where one of them touched it. */
export function lineAfter(line: number, changes: readonly Change[]): number | undefined {
  let moved = line;
  for (const { range, text } of changes) {
    const inserted = text.split('\n').length - 1;
    if (range.start.line > line) continue;
    // A break inserted at the very start of the line moves it down and leaves it as it is.
    const before =
      range.end.line < line || (range.end.line === line && range.end.character === 0 && inserted > 0);
    const whole = before && (range.end.line < line || text.endsWith('\n'));
    if (!whole) return undefined;
    moved += inserted - (range.end.line - range.start.line);
  }
  return moved;
}
