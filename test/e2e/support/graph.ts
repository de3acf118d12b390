import type { Frame, Locator } from 'playwright-core';

export type StepState = 'not started' | 'running' | 'succeeded' | 'failed';

/** The step graph as it is drawn, by what it says to a screen reader. */
export class Graph {
  constructor(readonly frame: Frame) {}

  /** Names of the steps from first to last. */
  async steps(): Promise<string[]> {
    const cards = await this.frame.locator('[data-step]').all();
    const names = await Promise.all(cards.map((card) => card.getAttribute('data-step')));
    return names.filter((name) => name !== null);
  }

  /** The card of a step while it is in a state. */
  step(name: string, state?: StepState): Locator {
    const said = state === undefined ? '' : `[aria-label*="${state}"]`;
    return this.frame.locator(`[data-step="${name}"]${said}`);
  }
}
