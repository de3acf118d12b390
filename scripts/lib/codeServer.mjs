// Starts VS Code for the browser with a profile folder of our own, and ends it.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { browserVSCode } from './browserVSCode.mjs';
import { openGate } from './gate.mjs';
import { endTree, run, startProgram, tail } from './processes.mjs';
import { Problem } from './project.mjs';

/** A quiet window: the extension and the files, nothing else. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'window.autoDetectColorScheme': true,
  'editor.minimap.enabled': false,
  'remote.autoForwardPorts': false,
};

/** The environment without what another VS Code, npm or a parent server would impose on this one. */
function cleanEnvironment(extra) {
  const foreign =
    /^(VSCODE_|ELECTRON_|CODE_SERVER|npm_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|PASSWORD$|PORT$|INIT_CWD$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  // There is no marketplace that this build may use.
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}', ...extra };
}

/**
 * @typedef {object} CodeServer
 * @property {number} port
 * @property {string} log path of what the server prints
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address of a window on a
 *   folder; the payload names files by their paths: `['openFile', PATH]`, `['extensionDevelopmentPath', PATH]`
 * @property {Promise<number | null>} ended resolves when the server has ended
 * @property {() => Promise<void>} close ends it with everything below it
 */

/**
 * @param {object} options
 * @param {string} options.profile folder for user data, extensions and settings
 * @param {Record<string, unknown>} [options.settings] written where the profile has no settings yet
 * @param {string} [options.vsix] installed before the start, as a user would
 * @param {boolean} [options.development] lets an address name an extension or a test suite to load; hides notifications
 * @param {Record<string, string | undefined>} [options.env]
 * @param {Iterable<number>} [options.ports] the first free one is taken
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer({
  profile,
  settings,
  vsix,
  development = false,
  env = {},
  ports = [0],
}) {
  const userData = path.join(profile, 'user-data');
  const settingsFile = path.join(userData, 'User/settings.json');
  mkdirSync(path.dirname(settingsFile), { recursive: true });
  mkdirSync(path.join(profile, 'extensions'), { recursive: true });
  if (!existsSync(settingsFile))
    writeFileSync(settingsFile, `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
  const config = path.join(profile, 'config.yaml');
  writeFileSync(config, 'auth: none\n');

  const { node, entry } = browserVSCode();
  const environment = cleanEnvironment(env);
  const base = [entry, '--config', config, '--user-data-dir', userData];
  base.push('--extensions-dir', path.join(profile, 'extensions'));
  if (vsix !== undefined) {
    const { ok, output } = await run(node, [...base, '--install-extension', vsix], { env: environment });
    if (!ok) throw new Problem(`${vsix} could not be installed:\n${tail(output)}`);
  }

  // The path of a socket may not be long (104 bytes on macOS): it gets a short folder of its own, closed to others.
  const socketFolder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-'));
  const socket = path.join(socketFolder, 's');
  const token = profileToken(profile);
  const gate = await openGate({ socket, token, ports }).catch((error) => {
    rmSync(socketFolder, { recursive: true, force: true });
    throw error;
  });
  const log = path.join(profile, 'server.log');
  const output = openSync(log, 'w');
  const args = [...base, '--auth', 'none', '--socket', socket, '--socket-mode', '600'];
  args.push('--disable-telemetry', '--disable-update-check', '--disable-workspace-trust');
  args.push('--disable-getting-started-override', '--ignore-last-opened');
  // This version heeds the development entries of an address only with its smoke test switch on.
  if (development) args.push('--vscode-option', 'enable-smoke-test-driver');
  const server = startProgram(node, args, { env: environment, stdio: ['ignore', output, output] });
  closeSync(output);
  const ended = new Promise((resolve) => server.once('exit', resolve).once('error', () => resolve(null)));
  const close = async () => {
    gate.close();
    if (server.pid !== undefined && server.exitCode === null) await endTree(server.pid);
    await ended;
    rmSync(socketFolder, { recursive: true, force: true });
  };

  const authority = `127.0.0.1:${gate.port}`;
  const address = (folder, payload = []) => {
    const url = new URL(`http://${authority}/`);
    url.searchParams.set('folder', path.resolve(folder));
    const remote = payload.map(([name, file]) => [name, `vscode-remote://${authority}${path.resolve(file)}`]);
    if (remote.length > 0) url.searchParams.set('payload', JSON.stringify(remote));
    url.searchParams.set('token', token);
    return url.href;
  };
  if (await answers(socket, server)) return { port: gate.port, log, address, ended, close };
  await close();
  throw new Problem(`VS Code for the browser did not start:\n${tail(readFileSync(log, 'utf8'))}`);
}

/** Kept in the profile, so that a tab that is still open works again after a restart. */
function profileToken(profile) {
  const file = path.join(profile, 'token');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** Waits until the server answers; false when it has ended or a minute has gone by. */
async function answers(socket, server) {
  const until = Date.now() + 60_000;
  while (server.exitCode === null && Date.now() < until) {
    const ok = await new Promise((resolve) => {
      const request = http.get({ socketPath: socket, path: '/healthz' }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.on('error', () => resolve(false));
    });
    if (ok) return true;
    await delay(50);
  }
  return false;
}
