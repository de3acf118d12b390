// A Chromium-based browser for tests: they drive the one that the machine has.
import path from 'node:path';
import { findProgram, isProgram } from './processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

function usualPlaces() {
  const chrome = 'Google/Chrome/Application/chrome.exe';
  const edge = 'Microsoft/Edge/Application/msedge.exe';
  if (process.platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform !== 'win32') return [];
  return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [path.join(folder, chrome), path.join(folder, edge)]);
}

/** The path of a browser; the environment variable CHROMIUM goes before everything else. */
export function findChromium() {
  const chosen = process.env.CHROMIUM;
  if (chosen !== undefined && chosen !== '') return chosen;
  for (const name of names) {
    const file = findProgram(name);
    if (file !== undefined) return file;
  }
  return usualPlaces().find(isProgram);
}

export const howToInstallChromium =
  'install Chromium or Google Chrome (on Debian: "sudo apt-get install chromium fonts-dejavu-core"), or set CHROMIUM to the path of one';

/** Arguments for a quiet browser under test. Its sandbox refuses to start for root. */
export function chromiumArguments() {
  const quiet = [
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}
