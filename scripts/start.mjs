// `npm start`: from a bare clone to a VS Code with the extension and a folder of flows.
import { existsSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowserVSCode, whyNoBrowserVSCode } from './lib/browserVSCode.mjs';
import { ensureBuild } from './lib/bundles.mjs';
import { startCodeServer } from './lib/codeServer.mjs';
import { endDesktopVSCode, findDesktopVSCode, openDesktopVSCode } from './lib/desktopVSCode.mjs';
import { linkExtension } from './lib/linkedExtension.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { endChildren, onStop } from './lib/processes.mjs';
import { allParts, part } from './lib/progress.mjs';
import { cache, examples, Problem } from './lib/project.mjs';
import { ensureEnvironment, environment } from './lib/python.mjs';

const help = `Usage: npm start -- [FOLDER] [options]

Installs what is missing, builds the extension and opens FOLDER (default: examples/) in VS Code with it:
in the desktop VS Code where the command "code" is found, else in a browser on this machine.

Options:
  --browser       VS Code in the browser, even where the desktop VS Code is found
  --port N        port of the VS Code in the browser (default: the first free one from 7575)
  --python PATH   the Python that makes the environment of the examples (default: python3; 3.9 or newer)
  --help          this text

Ctrl+C stops everything that was started. Nothing is installed outside of this folder.
`;

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        browser: { type: 'boolean', default: false },
        port: { type: 'string' },
        python: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (positionals.length > 1)
      throw new Problem(`Only one folder can be opened, not ${positionals.length}.`);
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536))
      throw new Problem(`--port takes a number from 1 to 65535, not "${values.port}".`);
    // npm runs scripts in the project's folder; a relative FOLDER is meant from where the user is.
    const folder = path.resolve(process.env.INIT_CWD ?? '.', positionals[0] ?? examples);
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw new Problem(`There is no folder ${folder}.`);
    return { ...values, port, folder };
  } catch (error) {
    throw String(error.code).startsWith('ERR_PARSE_ARGS')
      ? new Problem(`${error.message}\nnpm start -- --help lists the options.`)
      : error;
  }
}

/** What a flow needs to run from the window that is opened. */
function flowEnvironment() {
  const env = { VIRTUAL_ENV: environment };
  // Metaflow refuses to run as root, unless it is told another name.
  if (process.env.METAFLOW_USER === undefined && os.userInfo().username === 'root') env.METAFLOW_USER = 'me';
  return env;
}

/** The file to begin with: the first flow of the examples. */
function firstFile(folder) {
  const first = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .sort()[0];
  return first === undefined ? undefined : path.join(folder, first);
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Problem(
      `Node.js 20 or newer is needed, and this is ${process.versions.node}: install it from nodejs.org.`,
    );
}

async function openInBrowser({ folder, port }) {
  const profile = path.join(cache, 'browser');
  linkExtension(path.join(profile, 'extensions'));
  const ports = port === undefined ? Array.from({ length: 100 }, (_, i) => 7575 + i) : [port];
  const env = flowEnvironment();
  const server = await part('start of VS Code', () => startCodeServer({ profile, env, ports }));
  const file = firstFile(folder);
  const address = server.address(folder, file === undefined ? [] : [['openFile', file]]);
  process.stdout.write(`\nOpen this address in a browser:\n\n  ${address}\n\nCtrl+C stops it.\n`);
  return server.ended;
}

async function start(options) {
  checkNode();
  const code = options.browser ? undefined : findDesktopVSCode();
  if (code === undefined) {
    const impossible = whyNoBrowserVSCode();
    if (impossible !== undefined) throw new Problem(impossible);
  }
  await allParts([
    part('npm packages', ensurePackages).then(() => part('build', ensureBuild)),
    part('Python environment', (say) => ensureEnvironment({ python: options.python, say })),
    ...(code === undefined ? [part('VS Code for the browser', ensureBrowserVSCode)] : []),
  ]);
  if (code === undefined) return openInBrowser(options);
  process.stdout.write(`\nOpening ${options.folder} in VS Code. Ctrl+C closes it.\n`);
  return openDesktopVSCode({
    code,
    folder: options.folder,
    file: firstFile(options.folder),
    env: flowEnvironment(),
  });
}

onStop(async () => {
  process.stdout.write('\nStopping.\n');
  await Promise.all([endDesktopVSCode(), endChildren()]);
  return 0;
});
try {
  const options = readOptions();
  if (options.help) process.stdout.write(help);
  else process.exitCode = (await start(options)) ?? 1;
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
