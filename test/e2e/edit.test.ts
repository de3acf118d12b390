import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './support/eventually';
import { scenario } from './support/scenario';

const file = '01_hello.py';

scenario(
  'a mistake is marked while it is typed, and the mark goes when it is mended',
  { openFile: file },
  async ({ workbench, folder }) => {
    await workbench.lens('Run').waitFor();
    assert.equal(await workbench.squiggles('error').count(), 0);

    const source = readFileSync(path.join(folder, file), 'utf8');
    await workbench.goToText(source, 'count)');
    await workbench.typeOver('count', 'cuont');
    await workbench.squiggles('error').first().waitFor();
    const said = await workbench.hoverSquiggle('error');
    assert.match(said, /cuont/);
    await workbench.screenshot('02-mistake-hover');

    const problems = await workbench.problems();
    await problems.filter({ hasText: 'cuont' }).first().waitFor();
    await workbench.screenshot('03-mistake-problems');

    await workbench.goToText(source, 'count)');
    await workbench.typeOver('cuont', 'count');
    await workbench.squiggles('error').first().waitFor({ state: 'detached' });
    await eventually('an empty list of problems', async () => (await problems.count()) === 0);
    await workbench.screenshot('04-mended');
  },
);
