/** Python tracebacks in lines whose indentation may be lost, as Metaflow prints them (metaflow/task.py, 2.19.38). */

export interface Frame {
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly name: string;
}

export interface Traceback {
  /** The innermost is last. */
  readonly frames: readonly Frame[];
  /** `ValueError: no such item`, with the lines of its message. */
  readonly exception: string;
}

const header = /^\s*(?:Traceback \(most recent call last\)|\+ Exception Group Traceback.*):$/;
const frameLine = /^\s*File "(.+)", line (\d+)(?:, in (.+))?$/;
const marker = /^\s*[~^]+[~^\s]*$/;
const raised = /^\s*([A-Za-z_][\w.]*)(?::\s.*|:)?$/;

/** The last traceback: the one of the exception that got out, where others caused it. */
export function lastTraceback(lines: readonly string[]): Traceback | undefined {
  const start = lines.findLastIndex((line) => header.test(line));
  if (start < 0) return undefined;
  const frames: Frame[] = [];
  let last = start;
  for (let at = start + 1; at < lines.length; at++) {
    const frame = frameOf(lines[at] ?? '');
    if (frame === undefined) continue;
    frames.push(frame);
    last = at;
  }
  return { frames, exception: exceptionOf(lines.slice(last + 1)) };
}

export function frameOf(line: string): Frame | undefined {
  const match = frameLine.exec(line);
  if (match === null) return undefined;
  const [, file = '', number, name = ''] = match;
  return { file, line: Number(number), name };
}

/** The lines after the last frame: its source with a marker, then the exception, whose message may have lines. */
function exceptionOf(lines: readonly string[]): string {
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '');
  const block = end < 0 ? lines : lines.slice(0, end);
  const mark = block.findIndex((line) => marker.test(line));
  // Without a marker the first line is the frame's source, unless it is all there is.
  const from = mark >= 0 ? mark + 1 : block.length > 1 ? 1 : 0;
  const rest = block.slice(from);
  const first = rest.findIndex((line) => raised.test(line));
  return (first < 0 ? rest : rest.slice(first)).join('\n').trim();
}
