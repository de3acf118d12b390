/** Pictures of the same screens in the three kinds of themes, for a person to look at. */
import { scenario } from './support/scenario';
import type { Theme } from './support/window';

for (const theme of ['dark', 'light', 'highContrast'] satisfies Theme[])
  scenario(
    `the graph and the runs show in a ${theme} theme`,
    { openFile: '10_pipeline.py', theme, runsFlows: true },
    async ({ workbench }) => {
      await workbench.clickLens('Graph');
      const graph = await workbench.graph();
      await workbench.screenshot(`20-${theme}-graph`);
      await workbench.clickLens('Run');
      await workbench.quickPick().filter({ hasText: 'PenguinPipelineFlow' }).click();
      await graph.step('train', 'running').waitFor();
      await workbench.screenshot(`21-${theme}-running`);
      await workbench.notification(/PenguinPipelineFlow run \d+ succeeded/).waitFor();
      await graph.step('publish', 'succeeded').waitFor();
      await workbench.openSideBar('Metaflow');
      await workbench.expand(workbench.row(/^flow PenguinPipelineFlow/));
      await workbench.expand(workbench.row(/^run \d+, succeeded/));
      await workbench.expand(workbench.row(/^step train, succeeded/));
      await workbench
        .row(/^task \d+, .*succeeded/)
        .first()
        .waitFor();
      await workbench.screenshot(`22-${theme}-finished`);
    },
  );
