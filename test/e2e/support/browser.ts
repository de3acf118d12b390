import { type Browser, chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../../scripts/lib/chromium.mjs';

let launched: Promise<Browser> | undefined;

/** The one browser of the run. */
export function browser(): Promise<Browser> {
  launched ??= chromium.launch({ executablePath: findChromium() ?? '', args: chromiumArguments() });
  return launched;
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
  launched = undefined;
}
