/** Metaflow's structured log lines (metaflow/mflog/mflog.py, 2.19.38). */

export interface LogLine {
  /** UTC with microseconds, as text: `2026-11-23T20:24:36.897848`. Undefined for lines without the structure. */
  readonly time?: string;
  readonly message: string;
}

const structured = /^(?:\[!)?\[MFLOG\|0\|([^\n]+?)Z\|([^\n]+?)\|([^\n]+?)\]([^\n]*)/;
const timestamp = /^\d{4}-\d{1,2}-\d{1,2}T\d{1,2}:\d{1,2}:\d{1,2}\.\d{1,6}$/;

/** Splits a log into lines; a line feed at the end starts no line. */
export function parseLog(text: string): LogLine[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map(parseLine);
}

export function parseLine(line: string): LogLine {
  const match = structured.exec(line);
  const time = match?.[1];
  if (time === undefined || !timestamp.test(time)) return { message: line };
  return { time, message: match?.[4] ?? '' };
}

/** Merges logs by time. Lines without a time go last; lines of one time keep their order. */
export function mergeLogs(logs: readonly (readonly LogLine[])[]): LogLine[] {
  const compare = (a: LogLine, b: LogLine) => {
    if (a.time === b.time) return 0;
    if (a.time === undefined) return 1;
    if (b.time === undefined) return -1;
    return a.time < b.time ? -1 : 1;
  };
  return logs.flat().sort(compare);
}
