/** What a module of this folder exports as `rows`; scripts/bench.mjs runs all of them and prints the table. */
export interface Row {
  readonly name: string;
  readonly value: string;
  /** What we aim at, as text. */
  readonly target?: string;
  /** Whether the target is met. */
  readonly met?: boolean;
  readonly note?: string;
}

/** The `share` quantile (0 to 1) of some numbers; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A row about a time in milliseconds. */
export function timeRow(name: string, ms: number, target?: number, note?: string): Row {
  return {
    name,
    value: `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`,
    ...(target !== undefined && { target: `≤ ${target} ms`, met: ms <= target }),
    ...(note !== undefined && { note }),
  };
}
