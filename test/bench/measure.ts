import type { TestServer } from '../support/server';

/**
 * Milliseconds from sending a keystroke until the diagnostics of its version are there. The keystroke adds a letter to
 * the name of a step in a transition in the middle of the text, or takes it away again.
 */
export async function keystrokes(server: TestServer, uri: string, count: number): Promise<number[]> {
  const text = server.document(uri).getText();
  const at = text.indexOf(')', text.indexOf('self.next(', text.length >> 1));
  const times: number[] = [];
  // The first ones, while the machine warms up, are not counted.
  const warmUp = Math.ceil(count / 5);
  for (let i = 0; i < count + warmUp; i++) {
    const from = performance.now();
    const version = i % 2 === 0 ? server.edit(uri, [at, at], 'x') : server.edit(uri, [at, at + 1], '');
    await server.diagnostics(uri, version);
    if (i >= warmUp) times.push(performance.now() - from);
  }
  return times;
}
