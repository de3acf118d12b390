import assert from 'node:assert/strict';
import { scenario } from './support/scenario';

scenario('the packaged extension shows its lenses', { openFile: '01_hello.py' }, async ({ workbench }) => {
  await workbench.lens('Run').first().waitFor();
  await workbench.screenshot('01-opened');
  assert.deepEqual(
    workbench.complaints.filter((line) => /stepwise/i.test(line)),
    [],
  );
});
