// One line per part of a start: what is being done, then how long it took. Parts may go on at the same time.

const terminal = process.stdout.isTTY === true;
const clear = terminal ? '\r\u001b[K' : '';

/** Parts that go on, each with what it is at. @type {Map<string, string>} */
const active = new Map();

/** "12 s" or, where it was quick, "0.3 s". */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** In a terminal the last line tells what goes on. It must not wrap: what has wrapped cannot be cleared. */
function showActive() {
  if (!terminal || active.size === 0) return;
  const parts = [...active].map(([name, detail]) => (detail === '' ? name : `${name}: ${detail}`));
  process.stdout.write(
    `${clear}… ${parts.join(' · ')}`.slice(0, (process.stdout.columns ?? 80) + clear.length - 1),
  );
}

function finish(name, line) {
  active.delete(name);
  process.stdout.write(`${clear}${line}\n`);
  showActive();
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
  active.set(name, '');
  showActive();
  const say = (detail) => {
    active.set(name, detail);
    if (terminal) showActive();
    else process.stdout.write(`… ${name}: ${detail}\n`);
  };
  try {
    const result = await work(say);
    finish(name, `✓ ${name} (${duration(performance.now() - started)})`);
    return result;
  } catch (error) {
    finish(name, `✗ ${name}`);
    throw error;
  }
}

/**
 * Waits for all of several parts, also where one fails, so that nothing goes on behind a message; then the first
 * failure counts.
 * @param {readonly Promise<unknown>[]} parts
 */
export async function allParts(parts) {
  const failed = (await Promise.allSettled(parts)).find(({ status }) => status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
