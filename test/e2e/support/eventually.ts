import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds that anything on the screen may take on a slow machine before a test gives up. */
export const patience = 60_000;

/** Asks again until the answer is neither undefined nor false; what is wanted goes into the message of the failure. */
export async function eventually<T>(
  wanted: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  limit = patience,
): Promise<T> {
  const until = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > until) throw new Error(`Waited ${limit / 1000} s in vain: ${wanted}.`);
    await delay(100);
  }
}
