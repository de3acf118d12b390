import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Coalescer } from './schedule';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Coalescer', () => {
  it('runs once for a burst that arrives one message per turn', async () => {
    let runs = 0;
    const coalescer = new Coalescer(() => runs++, 10_000);
    for (let i = 0; i < 20; i++) {
      coalescer.request();
      await turn();
      assert.equal(runs, 0);
    }
    await turn();
    await turn();
    assert.equal(runs, 1);
  });

  it('does not wait for ever for a burst to end', async () => {
    const coalescer = new Coalescer(() => runs++, 5);
    let runs = 0;
    while (runs === 0) {
      coalescer.request();
      await turn();
    }
    assert.equal(runs, 1);
    coalescer.dispose();
  });

  it('does nothing after it was disposed', async () => {
    let runs = 0;
    const coalescer = new Coalescer(() => runs++);
    coalescer.request();
    coalescer.dispose();
    for (let i = 0; i < 5; i++) await turn();
    assert.equal(runs, 0);
  });
});
