/** A window of a real VS Code with the packaged extension installed, on a fresh copy of the examples. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCodeServer } from '../../../scripts/lib/codeServer.mjs';
import { environment } from '../../../scripts/lib/python.mjs';
import { browser } from './browser';
import { patience } from './eventually';
import { Workbench } from './workbench';

export type Theme = 'dark' | 'light' | 'highContrast';

const themes: Readonly<Record<Theme, string>> = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  highContrast: 'Default High Contrast',
};

export interface WindowOptions {
  /** Dark where it is left out. */
  readonly theme?: Theme;
  /** Opened at the start, relative to the folder. */
  readonly openFile?: string;
  /** User settings beyond those of a quiet window. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Called on the folder before VS Code opens it. */
  readonly prepare?: (folder: string) => void;
}

export interface Window {
  readonly workbench: Workbench;
  /** The folder that is open. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

const screenshots = path.resolve('build/screenshots/e2e');

/** Where the VSIX has been unpacked once; each window gets a copy. */
let installed: Promise<string> | undefined;

async function installOnce(vsix: string): Promise<string> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'stepwise-installed-'));
  await (await startCodeServer({ profile, vsix })).close();
  return path.join(profile, 'extensions');
}

export async function removeInstalled(): Promise<void> {
  if (installed !== undefined) rmSync(path.dirname(await installed), { recursive: true, force: true });
}

function copyExamples(to: string): void {
  const leftOut = new Set(['.venv', '.metaflow', '__pycache__']);
  cpSync(path.resolve('examples'), to, {
    recursive: true,
    filter: (source) => !leftOut.has(path.basename(source)),
  });
}

export async function openWindow(options: WindowOptions = {}): Promise<Window> {
  const vsix = process.env.STEPWISE_VSIX;
  if (vsix === undefined) throw new Error('STEPWISE_VSIX does not name the packaged extension.');
  installed ??= installOnce(vsix);
  const home = mkdtempSync(path.join(os.tmpdir(), 'stepwise-e2e-'));
  const folder = path.join(home, 'examples');
  const profile = path.join(home, 'profile');
  copyExamples(folder);
  options.prepare?.(folder);
  mkdirSync(profile);
  cpSync(await installed, path.join(profile, 'extensions'), { recursive: true });
  const server = await startCodeServer({
    profile,
    settings: {
      'window.autoDetectColorScheme': false,
      'workbench.colorTheme': themes[options.theme ?? 'dark'],
      'editor.hover.delay': 100,
      'git.enabled': false,
      ...options.settings,
    },
    env: {
      VIRTUAL_ENV: environment,
      METAFLOW_USER: 'tester',
      METAFLOW_HOME: path.join(home, 'metaflow'),
      ...options.env,
    },
  });
  const context = await (await browser()).newContext({ viewport: { width: 1400, height: 900 } });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const workbench = new Workbench(page, screenshots);
  const close = async () => {
    await context.close();
    await server.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const file = options.openFile;
    const payload: [string, string][] = file === undefined ? [] : [['openFile', path.join(folder, file)]];
    await page.goto(server.address(folder, payload));
    await workbench.isReady();
    return { workbench, folder, close };
  } catch (error) {
    await workbench.screenshot('did-not-open');
    await close();
    throw error;
  }
}
