/** How the cost grows with the number of steps, and with stacked diamonds, whose paths double with each. */
import { TestServer } from '../support/server';
import { quantile, type Row, timeRow } from './bench';
import { keystrokes } from './measure';
import { chainOf, diamonds } from './sources';

export async function rows(): Promise<Row[]> {
  const server = await TestServer.start();
  const median = async (name: string, text: string) => {
    const uri = `file:///bench/${name}.py`;
    server.open(uri, text);
    await server.diagnostics(uri);
    const time = quantile(await keystrokes(server, uri, 60), 0.5);
    server.close(uri);
    return time;
  };
  const result = [timeRow('40 diamonds in a row, p50', await median('diamonds', diamonds(40)), 50)];
  for (const steps of [100, 200, 400, 800]) {
    const time = await median(`steps_${steps}`, chainOf(steps));
    const each = `${((time / steps) * 1000).toFixed(0)} µs per step`;
    result.push(timeRow(`a chain of ${steps} steps, p50`, time, undefined, each));
  }
  await server.stop();
  return result;
}
