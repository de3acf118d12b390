import assert from 'node:assert/strict';
import { scenario } from './support/scenario';

scenario(
  'a flow is run: its log arrives, its graph turns green, and the run can be looked into',
  { openFile: '01_hello.py', runsFlows: true },
  async ({ workbench }) => {
    await workbench.clickLens('Graph');
    const graph = await workbench.graph();
    assert.deepEqual(await graph.steps(), ['start', 'count', 'end']);
    await workbench.screenshot('05-graph');

    await workbench.clickLens('Run');
    await workbench.notification(/HelloFlow run \d+ succeeded in/).waitFor();
    for (const step of ['start', 'count', 'end']) await graph.step(step, 'succeeded').waitFor();
    const log = await workbench.webview('text=30 penguins came ashore.');
    await log.locator('text=Chinstrap').first().waitFor();
    await workbench.screenshot('06-succeeded');

    await workbench.openSideBar('Metaflow');
    await workbench.expand(workbench.row(/^flow HelloFlow/));
    await workbench.expand(workbench.row(/^run \d+, succeeded/));
    await workbench.expand(workbench.row(/^step count, succeeded/));
    await workbench.expand(workbench.row(/^task \d+, succeeded/));
    await workbench.screenshot('07-runs');

    await workbench.row(/^artifact counts/).click();
    await workbench.tab('counts.py').waitFor();
    await workbench.shown("'Adelie': 10");
    await workbench.screenshot('08-artifact');

    await workbench.expand(workbench.row(/^step end, succeeded/));
    await workbench.expand(workbench.row(/^task \d+, succeeded/).last());
    await workbench.row(/^log of task \d+ of step end/).click();
    await workbench.shown(/Gentoo\s+10/);
    await workbench.screenshot('09-task-log');
  },
);
