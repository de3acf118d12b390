/** What the extension itself costs: the size of its package, and what it adds to the start of VS Code. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Row, timeRow } from './bench';

interface Scripts {
  packageExtension(): Promise<string>;
  runHostSuite(kind: 'browser'): Promise<{ readonly activation?: number }>;
}

/** The scripts know where they are, so they are loaded from there and not bundled. */
async function script<Name extends keyof Scripts>(file: string, name: Name): Promise<Scripts[Name]> {
  const module: Scripts = await import(pathToFileURL(path.resolve('scripts', file)).href);
  return module[name];
}

export async function rows(): Promise<Row[]> {
  const packageExtension = await script('package.mjs', 'packageExtension');
  const megabytes = statSync(await packageExtension()).size / 1e6;
  const size = { value: `${megabytes.toFixed(2)} MB`, target: '≤ 6 MB', met: megabytes <= 6 };
  const runHostSuite = await script('host.mjs', 'runHostSuite');
  const { activation } = await runHostSuite('browser');
  return [
    { name: 'package (VSIX)', ...size },
    activation === undefined
      ? { name: 'loading and activating the extension', value: '–', note: 'the suite did not run to its end' }
      : timeRow('loading and activating the extension in a real VS Code', activation, 50),
  ];
}
