import assert from 'node:assert/strict';
import { scenario } from './support/scenario';

scenario(
  'a flow with parameters asks for them, and the run gets what was answered',
  { openFile: '02_parameters.py', runsFlows: true },
  async ({ workbench }) => {
    await workbench.clickLens('Run');
    const options = workbench.quickPick();
    await options.filter({ hasText: 'How many penguins to survey' }).waitFor();
    await workbench.screenshot('14-parameters');
    await options.filter({ hasText: 'How many penguins to survey' }).click();
    const input = await workbench.quickInput('Run SurveyFlow: size');
    assert.equal(await input.inputValue(), '60');
    await input.fill('a few');
    await input.press('Enter');
    await workbench.page.locator('.quick-input-message', { hasText: /number|integer/i }).waitFor();
    await workbench.screenshot('15-parameter-refused');
    await input.fill('12');
    await input.press('Enter');
    await options.filter({ hasText: '12' }).first().waitFor();
    await options.filter({ hasText: 'SurveyFlow' }).click();
    await workbench.notification(/SurveyFlow run \d+ succeeded/).waitFor();
    const log = await workbench.webview('text=mass of 12 penguins');
    await log.locator('text=mass of 12 penguins').first().waitFor();
    await workbench.screenshot('16-parameters-arrived');

    // What was answered is remembered.
    await workbench.clickLens('Run');
    await options.filter({ hasText: '12' }).first().waitFor();
  },
);
