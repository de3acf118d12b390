// One line per part of a start: what is being done, then how long it took.

const terminal = process.stdout.isTTY === true;

/** "12 s" or, where it was quick, "0.3 s". */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Does one part of a start and shows it.
 * @template T
 * @param {string} name
 * @param {(say: (detail: string) => void) => Promise<T> | T} work may say what it is at
 * @returns {Promise<T>}
 */
export async function part(name, work) {
  const started = performance.now();
  const clear = terminal ? '\r\u001b[K' : '';
  const say = (detail) => {
    const line = `… ${name}${detail === '' ? '' : `: ${detail}`}`;
    process.stdout.write(terminal ? `${clear}${line}` : `${line}\n`);
  };
  if (terminal) say('');
  try {
    const result = await work(say);
    process.stdout.write(`${clear}✓ ${name} (${duration(performance.now() - started)})\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${clear}✗ ${name}\n`);
    throw error;
  }
}
