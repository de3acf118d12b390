import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scenario } from './support/scenario';

const file = '09_failing.py';

scenario(
  'a step that raises turns red, and the line that raised is marked',
  { openFile: file, runsFlows: true },
  async ({ workbench, folder }) => {
    await workbench.clickLens('Graph');
    const graph = await workbench.graph();
    await workbench.clickLens('Run');
    await workbench.notification(/FailingFlow run \d+ failed in step average/).waitFor();
    await graph.step('start', 'succeeded').waitFor();
    await graph.step('average', 'failed').waitFor();
    await graph.step('end', 'not started').waitFor();

    const problems = await workbench.problems();
    const row = problems.filter({ hasText: 'mean requires at least one data point' });
    await row.first().waitFor();
    await workbench.screenshot('10-failed');
    const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
    const raising = lines.findIndex((line) => line.includes('statistics.mean(masses)')) + 1;
    assert.match(await row.first().innerText(), new RegExp(`Ln ${raising}\\b`));

    await workbench.openSideBar('Metaflow');
    await workbench.expand(workbench.row(/^flow FailingFlow/));
    await workbench.expand(workbench.row(/^run \d+, failed/));
    await workbench.row(/^step average, failed/).waitFor();
    await workbench.screenshot('11-failed-run');
  },
);
