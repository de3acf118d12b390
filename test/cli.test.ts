/** The command line as it ships: bundled and started as a process. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { TemporaryFolder } from './support/folder';

const output = new TemporaryFolder();
const flows = new TemporaryFolder();
const cli = path.join(output.path, 'cli.js');

/** The bundle as the build makes it. The build description is a module of its own and is not bundled into the tests. */
async function build(): Promise<void> {
  const script = `
    const { default: esbuild } = await import('esbuild');
    const { bundles } = await import('./esbuild.config.mjs');
    const [node] = bundles({ minify: true, sourcemap: false });
    const { cli } = node.entryPoints;
    await esbuild.build({ ...node, entryPoints: { cli }, outdir: ${JSON.stringify(output.path)} });`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

const flow = `from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def start(self):
        self.next(self.nope)
`;

describe('the command line as a process', () => {
  before(async () => {
    await build();
    for (let i = 0; i < 300; i++) flows.write(`flow${i}.py`, flow);
  });
  after(() => {
    output.remove();
    flows.remove();
  });

  it('writes everything to a pipe before it ends', async () => {
    const run = promisify(execFile)(process.execPath, [cli, 'check', '--format', 'json', '.'], {
      cwd: flows.path,
      maxBuffer: 1e8,
    });
    const error = await run.then(
      () => undefined,
      (reason: { code: number; stdout: string; stderr: string }) => reason,
    );
    assert.equal(error?.code, 1);
    assert.equal(error?.stderr, '');
    const lines = error?.stdout.trimEnd().split('\n') ?? [];
    assert.equal(lines.length, 300);
    for (const line of lines) assert.equal(JSON.parse(line).diagnostics.length, 1);
  });

  it('ends quietly when its reader has enough', async () => {
    const child = spawn(process.execPath, [cli, 'check', '.'], { cwd: flows.path });
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(said, '');
    assert.ok(status === 0 || status === 1, `status ${status}`);
  });
});
