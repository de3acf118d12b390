import { after, test } from 'node:test';
import { closeBrowser } from './browser';
import { openWindow, removeInstalled, type Window, type WindowOptions } from './window';

/** Why this machine cannot run it; `npm test` knows. */
function reasonToSkip(needsMetaflow: boolean): string | undefined {
  return process.env.STEPWISE_NO_BROWSER ?? (needsMetaflow ? process.env.STEPWISE_NO_METAFLOW : undefined);
}

export interface ScenarioOptions extends WindowOptions {
  /** Flows are run, so examples/.venv must be there. */
  readonly runsFlows?: boolean;
}

/** A test with a window of its own. When it fails it says what was on the screen and where the picture of it is. */
export function scenario(
  name: string,
  options: ScenarioOptions,
  act: (window: Window) => Promise<void>,
): void {
  const skip = reasonToSkip(options.runsFlows === true);
  test(name, { skip: skip ?? false, timeout: 4 * 60_000 }, async (t) => {
    const window = await openWindow(options);
    try {
      await act(window);
    } catch (error) {
      const picture = await window.workbench.screenshot(`failed ${name}`).catch(() => 'no picture');
      t.diagnostic(`On the screen: ${picture}`);
      for (const line of window.workbench.complaints) t.diagnostic(`Console: ${line}`);
      throw error;
    } finally {
      await window.close();
    }
  });
}

after(async () => {
  await closeBrowser();
  await removeInstalled();
});
