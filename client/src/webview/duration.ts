/** How a span of time is said everywhere: `30 ms`, `0.8 s`, `12 s`, `3 min 5 s`, `2 h 4 min`. Negative ones are none. */
export function duration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < 99.5) return `${Math.round(span)} ms`;
  if (span < 9_950) return `${(span / 1000).toFixed(1)} s`;
  const seconds = Math.round(span / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
