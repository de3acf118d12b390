import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { LiveRun, LogLine } from '../../api';
import { diskFiles, thisMachine } from '../../platform/machine';
import { environmentPython } from '../../platform/python';
import { commandLine } from './commandLine';
import { Session } from './session';

const folder = mkdtempSync(path.join(tmpdir(), 'session-'));
const sessions: Session[] = [];
after(() => {
  for (const session of sessions) session.kill();
});
after(() => rmSync(folder, { recursive: true, force: true }));
const environment = path.resolve('examples/.venv');
const skip = !existsSync(environment) && 'needs the environment of examples/ with Metaflow';

const flow = (body: string) => `
from metaflow import FlowSpec, Parameter, step
import time

class TestFlow(FlowSpec):
    text = Parameter("text", default="nothing")

    @step
    def start(self):
        print("text is", self.text)
${body}
        self.next(self.end)

    @step
    def end(self):
        pass

if __name__ == "__main__":
    TestFlow()
`;

/** Starts the flow with real Metaflow; `seen` resolves with the group of the first line that matches. */
async function start(name: string, source: string, values: Record<string, string> = {}) {
  const file = path.join(folder, `${name}.py`);
  const runIdFile = path.join(folder, `${name}.id`);
  writeFileSync(file, source);
  const machine = { ...thisMachine(), files: diskFiles };
  const python = await environmentPython(machine, environment);
  assert.ok(python);
  const parameter = {
    kind: 'Parameter',
    name: 'text',
    attribute: 'text',
    type: 'str',
    hasDefault: true,
  } as const;
  const command = commandLine(
    { command: python, args: [] },
    file,
    runIdFile,
    [{ ...parameter, required: false }],
    values,
  );
  const published: LiveRun[] = [];
  const lines: LogLine[] = [];
  const waiting: (() => void)[] = [];
  const session = new Session(
    {
      ...command,
      key: name,
      uri: { fsPath: file } as LiveRun['uri'],
      flow: 'TestFlow',
      cwd: folder,
      file,
      env: { ...process.env, METAFLOW_USER: 'tester', PYTHONUNBUFFERED: '1' },
      graph: null,
      runIdFile,
      isOwn: (other) => other.startsWith(folder),
    },
    {
      changed: (run) => published.push(run),
      lines: (more) => {
        lines.push(...more);
        for (const look of waiting) look();
      },
    },
  );
  const seen = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = lines.map(({ text }) => pattern.exec(text)?.[1]).find((value) => value !== undefined);
        if (found !== undefined) resolve(found);
      };
      waiting.push(look);
      look();
    });
  return { session, published, lines, seen };
}

describe('a session with real Metaflow', { skip }, () => {
  it('streams lines and ends well, with values as they were given', async () => {
    const { session, published, lines } = await start('good', flow(''), { text: '--a "b" $HOME\\n' });
    const { run, failure } = await session.done;
    assert.equal(failure, undefined);
    assert.deepEqual([run.state, [...run.steps.keys()]], ['succeeded', ['start', 'end']]);
    assert.match(run.runId ?? '', /^\d+$/);
    assert.ok(lines.some(({ text, step }) => text === 'text is --a "b" $HOME\\n' && step === 'start'));
    assert.equal(published[0]?.state, 'starting');
    assert.ok(published.some(({ state }) => state === 'running'));
  });

  it('explains a step that raised', async () => {
    const { session } = await start('bad', flow('        raise ValueError("planned")'));
    const { run, failure } = await session.done;
    assert.equal(run.state, 'failed');
    assert.deepEqual(
      [failure?.message, failure?.step, failure?.place?.line],
      ['ValueError: planned', 'start', 11],
    );
  });

  it('that is cancelled leaves no process behind', async () => {
    // Metaflow hands on one line per write that it notices: a single one could stay in its buffer.
    const body =
      '        import os\n        while True:\n            print(f"pid {os.getpid()}")\n            time.sleep(0.05)';
    const { session, seen } = await start('long', flow(body));
    sessions.push(session);
    const pid = Number(await seen(/^pid (\d+)$/));
    assert.ok(pid > 0);
    await session.cancel();
    const { run, failure } = await session.done;
    assert.deepEqual([run.state, failure], ['cancelled', undefined]);
    assert.throws(() => process.kill(pid, 0), /ESRCH/);
  });
});

it('a session whose program does not exist says so', async () => {
  const options = {
    key: 'k',
    uri: {} as LiveRun['uri'],
    flow: 'F',
    cwd: folder,
    file: 'f.py',
    env: {},
    graph: null,
  };
  const program = { command: path.join(folder, 'python'), args: [], runIdFile: path.join(folder, 'none') };
  const listener = { changed: () => undefined, lines: () => undefined };
  const { failure } = await new Session({ ...options, ...program, isOwn: () => false }, listener).done;
  assert.match(failure?.message ?? '', /could not be started in .* \(ENOENT\)/);
});
