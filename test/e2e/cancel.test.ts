import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './support/eventually';
import { scenario } from './support/scenario';

/** A step that would take ten minutes and has started a program of its own; it notes who is running. */
const flow = `import os, subprocess, sys, time
from metaflow import FlowSpec, step


class SlowFlow(FlowSpec):
    @step
    def start(self):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        with open("pids.part", "w") as file:
            print(os.getppid(), os.getpid(), child.pid, file=file)
        os.rename("pids.part", "pids.txt")
        time.sleep(600)
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    SlowFlow()
`;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

scenario(
  'a run that is cancelled ends with everything that it started',
  {
    openFile: 'slow.py',
    runsFlows: true,
    prepare: (folder) => writeFileSync(path.join(folder, 'slow.py'), flow),
  },
  async ({ workbench, folder }) => {
    await workbench.clickLens('Graph');
    const graph = await workbench.graph();
    await workbench.clickLens('Run');
    const file = path.join(folder, 'pids.txt');
    await eventually('the step to say who is running', () => existsSync(file));
    const pids = readFileSync(file, 'utf8').trim().split(' ').map(Number);
    assert.deepEqual(pids.map(isRunning), [true, true, true]);
    await graph.step('start', 'running').waitFor();

    const progress = workbench.notification(/SlowFlow/);
    await progress.waitFor();
    await workbench.screenshot('12-running');
    await progress.hover();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await workbench.notification(/SlowFlow.* was stopped after/).waitFor();
    await eventually('the processes to be gone', () => !pids.some(isRunning));
    await workbench.screenshot('13-cancelled');
  },
);
