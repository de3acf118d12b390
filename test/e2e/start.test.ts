/** `npm start` as a newcomer meets it: what it prints, who gets in, and that Ctrl+C leaves nothing behind. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { test } from 'node:test';
import { descendants } from '../../scripts/lib/processes.mjs';
import { findPython } from '../../scripts/lib/python.mjs';

const limit = 2 * 60_000;
const skip = process.env.STEPWISE_NO_BROWSER ?? process.env.STEPWISE_NO_METAFLOW ?? false;

function start(args: readonly string[]): { child: ChildProcess; output: () => string } {
  let output = '';
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      child.emit('printed');
    });
  return { child, output: () => output };
}

/** The exit code, and everything that was printed. */
async function startToTheEnd(...args: string[]): Promise<{ code: number | null; output: string }> {
  const { child, output } = start(args);
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

async function listen(): Promise<net.Server> {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: net.Server): number {
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

interface Answer {
  readonly status: number | undefined;
  readonly cookie: string | undefined;
  readonly body: string;
}

function get(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path, headers }, async (response) => {
      let body = '';
      for await (const part of response.setEncoding('utf8')) body += part;
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
      resolve({ status: response.statusCode, cookie, body });
    });
    request.on('error', reject);
  });
}

test('npm start --help lists the options', async () => {
  const { code, output } = await startToTheEnd('--help');
  assert.equal(code, 0);
  for (const option of ['FOLDER', '--port', '--python', '--browser'])
    assert.ok(output.includes(option), option);
});

test('a wrong call of npm start gets one clear sentence', async () => {
  const cases: [string[], RegExp][] = [
    [['--prot', '80'], /'--prot'/],
    [['--port', 'http'], /--port takes a number from 1 to 65535, not "http"/],
    [['no-such-folder'], /There is no folder .*no-such-folder/],
  ];
  for (const [args, sentence] of cases) {
    const { code, output } = await startToTheEnd(...args);
    assert.equal(code, 1);
    assert.match(output, sentence);
    assert.doesNotMatch(output, /^ {4}at /m);
  }
});

test('a Python that is not one gets one clear sentence', async () => {
  await assert.rejects(findPython('/no/such/python'), /"\/no\/such\/python" is not a Python interpreter/);
});

test('a port that is taken gets one clear sentence when it was asked for', {
  skip,
  timeout: limit,
}, async () => {
  const other = await listen();
  const { code, output } = await startToTheEnd('--browser', '--port', String(portOf(other)));
  other.close();
  assert.equal(code, 1);
  assert.match(output, /Port \d+ is in use\. Choose another with --port N/);
});

test('npm start lets in only who has the address, and Ctrl+C ends all of it', {
  skip,
  timeout: limit,
}, async (t) => {
  const free = await listen();
  const port = portOf(free);
  free.close();
  const { child, output } = start(['--browser', '--port', String(port)]);
  t.after(() => child.kill('SIGTERM'));
  let address: URL | undefined;
  while (address === undefined) {
    const found = /http:\/\/127\.0\.0\.1:\S+/.exec(output());
    if (found !== null) address = new URL(found[0]);
    else if (child.exitCode !== null) assert.fail(output());
    else await Promise.race([once(child, 'printed'), once(child, 'exit')]);
  }
  const page = `${address.pathname}${address.search}`;
  const entered = await get(port, page);
  assert.equal(entered.status, 302);
  const cookie = entered.cookie ?? '';
  const inside = await get(port, '/', { cookie });
  assert.equal(inside.status, 200);
  assert.match(inside.body, /vscode/);
  assert.equal((await get(port, '/')).status, 403);
  assert.equal((await get(port, '/?token=0000')).status, 403);
  assert.equal((await get(port, '/', { cookie, host: `example.com:${port}` })).status, 403);
  assert.equal((await get(port, page, { host: `example.com:${port}` })).status, 403);

  const below = descendants(child.pid ?? 0);
  assert.ok(below.length > 0);
  child.kill('SIGINT');
  await once(child, 'close');
  assert.equal(child.exitCode, 0);
  for (const pid of below) assert.throws(() => process.kill(pid, 0), `process ${pid} still runs`);
});
