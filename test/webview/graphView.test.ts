import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { RunView, ToApp } from '../../client/src/features/graphView/messages';
import type { GraphData } from '../../server/src/protocol/graph';
import { type AppPage, buildApp, launch, noBrowser, openApp } from './browser';
import { broken, graph, linear, nested, recursion, training, wide } from './graphs';
import type { Theme } from './themes';

const run: RunView = {
  state: 'running',
  startedAt: Date.now() - 65_000,
  steps: [
    { name: 'start', status: 'succeeded', total: 1, done: 1, failed: 0 },
    { name: 'load_data', status: 'succeeded', total: 1, done: 1, failed: 0 },
    { name: 'train', status: 'running', total: 10, done: 3, failed: 0 },
    { name: 'evaluate', status: 'running', total: 10, done: 1, failed: 0 },
  ],
};

describe('graph view app', { skip: noBrowser }, () => {
  let browser: Browser;
  let folder: string;
  before(async () => {
    folder = buildApp('graphView');
    browser = await launch();
  });
  after(() => browser.close());

  async function show(
    data: GraphData,
    options: { theme?: Theme; width?: number; height?: number; state?: object } = {},
  ): Promise<AppPage & { tell(message: ToApp): Promise<void> }> {
    const app = await openApp(browser, { app: 'graphView', folder, ...options });
    const tell = (message: ToApp) => app.send(message);
    await tell({ type: 'target', uri: data.uri, flow: data.flow });
    await tell({ type: 'graph', graph: data });
    await app.page.locator('.step').first().waitFor();
    return { ...app, tell };
  }
  const step = (page: Page, name: string) => page.locator(`.step[data-step="${name}"]`);
  const styleOf = (page: Page, selector: string, name: string) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${name}`);
  const boxes = (page: Page) =>
    page.locator('.step').evaluateAll((cards) =>
      cards.map((card) => {
        const { left, right, top, bottom } = card.getBoundingClientRect();
        return { name: card.getAttribute('data-step'), left, right, top, bottom };
      }),
    );

  for (const data of [linear, training, nested, recursion, broken, wide]) {
    it(`draws ${data.flow} without overlap, under the content security policy`, async () => {
      const { page, complaints, screenshot } = await show(data);
      const all = await boxes(page);
      assert.equal(all.length, data.nodes.length);
      for (const [i, a] of all.entries()) {
        for (const b of all.slice(i + 1)) {
          const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          assert.ok(apart, `${a.name} overlaps ${b.name}`);
        }
      }
      await screenshot(`graph-${data.flow}-dark`);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  it('goes to a step when its card is clicked, and from its problem', async () => {
    const { page, sent } = await show(broken);
    await step(page, 'join').click();
    await page
      .getByRole('button', { name: /does not end with/ })
      .last()
      .click();
    assert.deepEqual(await sent(), [
      { type: 'reveal', step: 'join' },
      { type: 'reveal', step: 'half' },
    ]);
    await page.close();
  });

  it('is moved through by keyboard', async () => {
    const { page, sent, screenshot } = await show(training);
    const focused = () => page.locator(':focus').getAttribute('data-step');
    await step(page, 'start').focus();
    const path = [
      ['ArrowDown', 'load_data'],
      ['ArrowDown', 'train'],
      ['Tab', 'evaluate'],
      ['ArrowDown', 'pick_best'],
      ['ArrowDown', 'report'],
      ['ArrowRight', 'publish'],
      ['ArrowUp', 'pick_best'],
      ['End', 'end'],
      ['Home', 'start'],
    ] as const;
    for (const [key, name] of path) {
      await page.keyboard.press(key);
      assert.equal(await focused(), name, key);
    }
    await page.keyboard.press('ArrowDown');
    await screenshot('graph-focus-dark');
    await page.keyboard.press('Enter');
    assert.deepEqual(await sent(), [{ type: 'reveal', step: 'load_data' }]);
    await page.close();
  });

  it('tells what is wrong: in the card, in the tooltip, in a list', async () => {
    const { page } = await show(broken);
    const missing = step(page, 'trian');
    assert.match((await missing.getAttribute('class')) ?? '', /missing/);
    assert.match((await missing.getAttribute('title')) ?? '', /Did you mean 'train'/);
    assert.match((await missing.getAttribute('aria-label')) ?? '', /does not exist.*error: Step 'trian'/);
    assert.match(
      (await step(page, 'train').getAttribute('aria-label')) ?? '',
      /not reachable from the start/,
    );
    const list = page.getByRole('region', { name: 'Problems' });
    assert.equal(await list.getByRole('listitem').count(), 4);
    const stroke = (to: string) => styleOf(page, `path[data-from="start"][data-to="${to}"]`, 'stroke');
    assert.notEqual(await stroke('trian'), await stroke('prepare'));
    await page.close();
  });

  it('shows a run by icons, counts and words', async () => {
    const { page, tell, screenshot } = await show(training);
    await tell({ type: 'run', run });
    const train = step(page, 'train');
    await train.locator('.badge', { hasText: '3/10' }).waitFor();
    assert.equal(await train.getAttribute('aria-label'), 'step train, has many tasks, running, 3 of 10 done');
    assert.equal(
      await step(page, 'load_data').getAttribute('aria-label'),
      'step load_data, foreach over learning_rates, succeeded',
    );
    assert.equal(await step(page, 'load_data').locator('.codicon-pass-filled').count(), 1);
    assert.match((await page.locator('.run').textContent()) ?? '', /Running.*\d+ min.*2 of 10 steps done/);
    await screenshot('graph-running-dark');
    const failed: RunView = {
      ...run,
      state: 'failed',
      finishedAt: Date.now(),
      failure: 'Step train failed: ValueError: the learning rate must be positive',
      steps: run.steps.map((one) => (one.name === 'train' ? { ...one, status: 'failed', failed: 1 } : one)),
    };
    await tell({ type: 'run', run: failed });
    await train.locator('.codicon-error').waitFor();
    await page.getByRole('status').filter({ hasText: 'Run: Failed. Step train failed' }).waitFor();
    await screenshot('graph-failed-dark');
    await tell({ type: 'run', run: null });
    await page.locator('.run').waitFor({ state: 'hidden' });
    assert.equal(await train.locator('.badge').textContent(), '');
    await page.close();
  });

  it('keeps pan, zoom, focus and cards while the flow is edited', async () => {
    const { page, tell } = await show(training);
    await page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await page.mouse.move(40, 400);
    await page.mouse.down();
    await page.mouse.move(90, 430, { steps: 3 });
    await page.mouse.up();
    const world = page.locator('.world');
    const view = await world.getAttribute('style');
    const transform = (style: string | null) => /transform: ([^;]*)/.exec(style ?? '')?.[1];
    await step(page, 'train').focus();
    const longer = graph('TrainFlow', [
      ['start', 'start', ['load_data']],
      ['load_data', 'foreach', [{ to: 'train', kind: 'foreach', label: 'rates' }]],
      ['train', 'linear', ['new_step'], { many: true }],
      ['new_step', 'linear', ['end'], { many: true }],
      ['end', 'end', []],
    ]);
    await tell({ type: 'graph', graph: longer });
    await step(page, 'new_step').waitFor();
    assert.equal(transform(await world.getAttribute('style')), transform(view));
    assert.equal(await page.locator(':focus').getAttribute('data-step'), 'train');
    assert.equal(await step(page, 'evaluate').count(), 0);
    await page.close();
  });

  it('fits until it is moved, and a kept view comes back', async () => {
    const { page } = await show(training, { width: 500, height: 900 });
    for (const { name, left, right, top, bottom } of await boxes(page)) {
      assert.ok(left >= 0 && right <= 500 && top >= 0 && bottom <= 900, `${name} is out of sight`);
    }
    await page.close();
    const again = await show(training, { state: { view: { x: 11, y: 22, scale: 2 } } });
    assert.match(
      (await again.page.locator('.world').getAttribute('style')) ?? '',
      /translate\(11px, 22px\) scale\(2\)/,
    );
    await again.page.close();
  });

  it('shows all of a long flow when it is asked to fit', async () => {
    const { page } = await show(training, { width: 500, height: 320 });
    const lowest = async () => Math.max(...(await boxes(page)).map(({ bottom }) => bottom));
    assert.ok((await lowest()) > 320, 'at first it can be read, so its end is out of sight');
    await page.getByRole('button', { name: 'Fit to window' }).click();
    await page.waitForFunction(
      `[...document.querySelectorAll('.step')].every((step) => step.getBoundingClientRect().bottom <= 320)`,
    );
    await page.close();
  });

  it('zooms with ctrl and wheel around the pointer, pans with the wheel', async () => {
    const { page } = await show(training);
    const [before] = await boxes(page);
    assert.ok(before);
    const at = { x: before.left + 5, y: before.top + 5 };
    await page.mouse.move(at.x, at.y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    const first = "document.querySelector('.step').getBoundingClientRect()";
    await page.waitForFunction(`${first}.width > ${before.right - before.left + 10}`);
    const [zoomed] = await boxes(page);
    assert.ok(zoomed && zoomed.left < at.x && at.x < zoomed.right, 'what is below the pointer stays there');
    await page.mouse.wheel(0, 60);
    await page.waitForFunction(`Math.abs(${first}.top - ${zoomed.top - 60}) < 1`);
    await page.close();
  });

  it('marks the step at the caret and brings a step into view', async () => {
    const { page, tell, screenshot } = await show(wide, { width: 500, height: 400 });
    await tell({ type: 'caret', step: 'stage_0' });
    await page.locator('.step[aria-current="true"][data-step="stage_0"]').waitFor();
    await tell({ type: 'show', step: 'end' });
    await page.locator('.step[data-step="end"]:focus').waitFor();
    const end = (await boxes(page)).find(({ name }) => name === 'end');
    assert.ok(end && end.top > 0 && end.bottom < 400 && end.left > 0 && end.right < 500);
    await screenshot('graph-small-dark');
    await page.close();
  });

  it('says why there is no picture, and that it is reading before', async () => {
    const app = await openApp(browser, { app: 'graphView', folder });
    await app.page.getByText('Reading the flow…').waitFor();
    await app.send({ type: 'notice', text: 'The file has no flow named TrainFlow any more.' });
    await app.page.getByText('The file has no flow named TrainFlow any more.').waitFor();
    await app.send({ type: 'graph', graph: graph('EmptyFlow', []) });
    await app.page.getByText('The flow EmptyFlow has no steps yet.').waitFor();
    await app.send({ type: 'graph', graph: linear });
    await step(app.page, 'hello').waitFor({ state: 'visible' });
    await app.page.close();
  });

  it('is drawn in light and high contrast themes with their colours', async () => {
    for (const theme of ['light', 'contrast'] as const) {
      const { page, tell, screenshot } = await show(training, { theme });
      await tell({ type: 'run', run });
      await tell({ type: 'caret', step: 'pick_best' });
      await step(page, 'train').locator('.badge', { hasText: '3/10' }).waitFor();
      const border = await styleOf(page, '.step[data-step="end"]', 'borderColor');
      const paper = await styleOf(page, 'body', 'backgroundColor');
      assert.equal(paper, theme === 'contrast' ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)');
      if (theme === 'contrast') assert.equal(border, 'rgb(111, 195, 223)');
      assert.notEqual(border, paper);
      await screenshot(`graph-running-${theme}`);
      await tell({ type: 'run', run: null });
      await tell({ type: 'graph', graph: broken });
      await step(page, 'trian').waitFor();
      await screenshot(`graph-broken-${theme}`);
      await page.close();
    }
  });
});
