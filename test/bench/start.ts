/** How soon the server is of use, and how much memory it takes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { TestServer } from '../support/server';
import { quantile, type Row, timeRow } from './bench';
import { keystrokes } from './measure';
import { chain } from './sources';

const uri = 'file:///bench/flow.py';

export async function rows(): Promise<Row[]> {
  const bare = quantile(
    Array.from({ length: 5 }, () => {
      const from = performance.now();
      execFileSync(process.execPath, ['-e', '0']);
      return performance.now() - from;
    }),
    0.5,
  );
  const times: number[] = [];
  // The first start also reads the program from the disk, as every start of a day does; it is counted.
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    const server = await TestServer.start();
    server.open(uri, chain(500));
    await server.diagnostics(uri);
    times.push(performance.now() - from);
    await server.stop();
  }
  const server = await TestServer.start();
  server.open(uri, chain(5000));
  await server.diagnostics(uri);
  await keystrokes(server, uri, 50);
  const megabytes = residentMegabytes(server.process.pid);
  await server.stop();
  const cold = quantile(times, 0.5);
  return [
    timeRow('an empty Node program, median of 5 (how fast the machine is now)', bare),
    timeRow(
      'cold start to first diagnostics (500 lines), median of 5',
      cold,
      400,
      `${(cold / bare).toFixed(1)} × an empty program`,
    ),
    {
      name: 'memory of the server after 60 edits of 5,000 lines',
      value: megabytes === undefined ? 'unknown' : `${megabytes.toFixed(0)} MB`,
      target: '≤ 120 MB',
      ...(megabytes !== undefined && { met: megabytes <= 120 }),
    },
  ];
}

/** Resident memory of a process; undefined where the system does not tell. */
function residentMegabytes(pid: number | undefined): number | undefined {
  try {
    if (process.platform === 'linux') {
      const kilobytes = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
    }
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return undefined;
  }
}
