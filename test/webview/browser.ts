/** A headless Chromium that shows a built webview app in a plain page, with a host's messages and VS Code's colours. */
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { page as htmlOf } from '../../client/src/webview/html';
import { type Theme, variables } from './themes';

const root = process.cwd();
const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const chromium = candidates.find((file) => file !== undefined && existsSync(file));

/** Why no browser test can run here, or false. */
export const noBrowser =
  chromium === undefined ? 'no Chromium on this machine (set CHROMIUM to its path)' : false;

/** Starts the browser. */
export function launch(): Promise<Browser> {
  const library = fromProject<typeof import('playwright-core')>('playwright-core');
  return library.chromium.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
}

/** Bundles one app as the product's build does, and nothing else. */
export function buildApp(name: string): string {
  const outdir = path.join(root, 'build', 'webview');
  fromProject<typeof import('esbuild')>('esbuild').buildSync({
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: { [name]: `client/src/features/${name}/app/main.ts` },
    outdir,
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
  return outdir;
}

/** A development tool, loaded at run time: it does not fit into the bundle that tests run from. */
function fromProject<M>(name: string): M {
  return createRequire(path.join(root, 'package.json'))(name) as M;
}

export interface AppPage {
  readonly page: Page;
  /** Sends a message of the host. */
  send(message: object): Promise<void>;
  /** What the app has sent so far, oldest first. */
  sent(): Promise<readonly unknown[]>;
  /** What the content security policy or the console complained about. */
  readonly complaints: readonly string[];
  screenshot(name: string): Promise<void>;
}

interface Options {
  readonly app: string;
  readonly folder: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What the webview kept from before. */
  readonly state?: object;
}

/** Opens an app in a page of its own, under the extension's content security policy. */
export async function openApp(browser: Browser, options: Options): Promise<AppPage> {
  const { app, folder, theme = 'dark', width = 900, height = 700 } = options;
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const site = 'https://app.test';
  const html = htmlOf({
    cspSource: site,
    script: `${site}/${app}.js`,
    style: `${site}/${app}.css`,
    nonce: 'test',
    title: app,
    language: 'en',
  });
  await page.route(`${site}/**`, (route) => {
    const name = path.basename(new URL(route.request().url()).pathname);
    return name === '' || name === 'page.html'
      ? route.fulfill({ contentType: 'text/html', body: html })
      : route.fulfill({ path: path.join(folder, name) });
  });
  const hostOptions = JSON.stringify({ state: options.state ?? null, theme, colours: variables[theme] });
  await page.addInitScript(`globalThis.hostOptions = ${hostOptions};`);
  await page.addInitScript({ path: path.join(root, 'test', 'webview', 'fakeHost.js') });
  await page.goto(`${site}/page.html`);
  return {
    page,
    complaints,
    async send(message) {
      await page.evaluate(`window.postMessage(${JSON.stringify({ kind: 'event', message })}, '*')`);
    },
    sent: () => page.evaluate<unknown[]>('globalThis.sent'),
    async screenshot(name) {
      const target = path.join(root, 'build', 'screenshots', `${name}.png`);
      mkdirSync(path.dirname(target), { recursive: true });
      await page.screenshot({ path: target });
    },
  };
}
