/** Times, counts and sizes as the tree says them. Pure. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `2 min ago`, `3 h ago`, `2 days ago`, then the date. */
export function timeAgo(time: number, now: number): string {
  const past = now - time;
  if (past < minute) return 'just now';
  if (past < hour) return `${Math.floor(past / minute)} min ago`;
  if (past < day) return `${Math.floor(past / hour)} h ago`;
  const days = Math.floor(past / day);
  if (days < 7) return days === 1 ? 'yesterday' : `${days} days ago`;
  return dateTime(time).slice(0, 16);
}

/** `2026-03-04 15:06:07`, local time. */
export function dateTime(time: number): string {
  const at = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${date} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** `12 B`, `3.4 kB`, `1.2 MB`; powers of 1000. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
