/** Keystroke to diagnostics over the real protocol, ours beside other servers. */
import { TemporaryFolder } from '../support/folder';
import { TestServer } from '../support/server';
import { quantile, type Row, timeRow } from './bench';
import { keystrokes } from './measure';
import { others } from './others';
import { chain } from './sources';

const sizes = [
  { lines: 60, target: 10 },
  { lines: 500, target: 10 },
  { lines: 5000, target: 50 },
];

export async function rows(): Promise<Row[]> {
  const folder = new TemporaryFolder();
  const result: Row[] = [];
  try {
    const start = () => TestServer.start({ folder: folder.uri });
    const ours = await measure(start, folder, 300);
    sizes.forEach(({ lines, target }, index) => {
      const times = ours[index] ?? [];
      result.push(timeRow(`keystroke to diagnostics, ${lines} lines, p50`, quantile(times, 0.5)));
      result.push(timeRow(`keystroke to diagnostics, ${lines} lines, p95`, quantile(times, 0.95), target));
    });
    for (const other of others) {
      try {
        const theirs = await measure(() => other.start(folder.uri), folder, 20);
        sizes.forEach(({ lines }, index) => {
          const p50 = quantile(theirs[index] ?? [], 0.5);
          const ratio = p50 / quantile(ours[index] ?? [], 0.5);
          result.push(
            timeRow(`  ${other.name}, ${lines} lines, p50`, p50, undefined, `${ratio.toFixed(1)} × ours`),
          );
        });
      } catch (error) {
        const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
        result.push({ name: `  ${other.name}`, value: '–', note: `not installed: ${reason}` });
      }
    }
  } finally {
    folder.remove();
  }
  return result;
}

/** Times for each size. */
async function measure(
  start: () => Promise<TestServer>,
  folder: TemporaryFolder,
  count: number,
): Promise<number[][]> {
  const server = await start();
  try {
    const result: number[][] = [];
    for (const { lines } of sizes) {
      const text = chain(lines);
      const uri = folder.write(`flow_${lines}.py`, text);
      server.open(uri, text);
      await server.diagnostics(uri);
      result.push(await keystrokes(server, uri, count));
      server.close(uri);
    }
    return result;
  } finally {
    if (server.process.exitCode === null) await server.stop();
  }
}
