// Draws media/icon.png from media/icon.svg: `node scripts/icon.mjs`, after the drawing was changed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from './lib/chromium.mjs';
import { root } from './lib/project.mjs';

const size = 256;
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
const page = await browser.newPage({ viewport: { width: size, height: size } });
const svg = readFileSync(path.join(root, 'media/icon.svg'), 'utf8');
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
await page.screenshot({ path: path.join(root, 'media/icon.png'), omitBackground: true });
await browser.close();
