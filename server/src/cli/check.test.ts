import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { TemporaryFolder } from '../../../test/support/folder';
import { main } from './main';
import type { FileReport } from './report';

const good = `from metaflow import FlowSpec, step

class GoodFlow(FlowSpec):
    @step
    def start(self):
        self.next(self.end)
    @step
    def end(self):
        pass
`;
const bad = good.replace('GoodFlow', 'BadFlow').replace('self.next(self.end)', 'self.next(self.ende)');

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    cwd: folder.path,
  };
  const status = await main(args, io);
  return { status, out, err };
}

async function reports(...args: string[]): Promise<FileReport[]> {
  const { out } = await run('check', '--format', 'json', ...args);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FileReport);
}

describe('stepwise check', () => {
  it('prints a line per finding and a summary, and answers 1 where there are errors', async () => {
    folder.write('good.py', good);
    folder.write('bad.py', bad);
    const { status, out, err } = await run('check', 'good.py', 'bad.py');
    assert.equal(status, 1);
    assert.equal(err, '');
    assert.deepEqual(out.split('\n'), [
      "bad.py:6:24: error: Step 'ende' does not exist. Did you mean 'end'? [unknown-step]",
      '1 error: 2 flows in 2 files.',
      '',
    ]);
    assert.equal((await run('check', 'good.py')).status, 0);
  });

  it('prints one line of JSON per file, exactly of the documented shape', async () => {
    folder.write('bad.py', bad);
    const { out } = await run('check', '--format=json', 'bad.py');
    assert.deepEqual(JSON.parse(out), {
      file: 'bad.py',
      flows: ['BadFlow'],
      diagnostics: [
        {
          code: 'unknown-step',
          severity: 'error',
          message: "Step 'ende' does not exist. Did you mean 'end'?",
          line: 6,
          column: 24,
          endLine: 6,
          endColumn: 28,
        },
      ],
    });
  });

  it('prints SARIF that names its rules', async () => {
    folder.write('flows/bad flow.py', bad);
    const { status, out } = await run('check', '--format', 'sarif', 'flows');
    assert.equal(status, 1);
    const log = JSON.parse(out);
    assert.equal(log.version, '2.1.0');
    const [result] = log.runs[0].results;
    const rule = log.runs[0].tool.driver.rules[result.ruleIndex];
    assert.equal(rule.id, 'unknown-step');
    assert.equal(rule.helpUri, 'docs/checks/unknown-step.md');
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    assert.equal(artifactLocation.uri, 'flows/bad%20flow.py');
    assert.deepEqual(region, { startLine: 6, startColumn: 24, endLine: 6, endColumn: 28 });
  });

  it('searches folders, but not those of other people', async () => {
    for (const name of ['a.py', 'deep/b.py', 'notes.txt', '.venv/c.py', 'node_modules/d.py', 'env/x/e.py'])
      folder.write(name, good);
    folder.write('env/pyvenv.cfg', '');
    assert.deepEqual(
      (await reports('.')).map((report) => report.file.replaceAll(path.sep, '/')),
      ['a.py', 'deep/b.py'],
    );
    assert.deepEqual(
      (await reports('.venv', 'a.py', './a.py')).map((report) => report.file.replaceAll(path.sep, '/')),
      ['.venv/c.py', 'a.py'],
    );
  });

  it('ends in folders that are linked in a circle', { skip: process.platform === 'win32' }, async () => {
    folder.write('a/flow.py', good);
    symlinkSync(folder.path, path.join(folder.path, 'a', 'again'));
    assert.equal((await reports('.')).length, 1);
  });

  it('says in one line what it could not read, does the rest and answers 2', async () => {
    folder.write('bad.py', bad);
    const { status, out, err } = await run('check', 'missing.py', 'bad.py');
    assert.equal(status, 2);
    assert.equal(err, 'stepwise: There is no file or folder missing.py.\n');
    assert.match(out, /unknown-step/);
  });

  it('reports syntax errors with the other mistakes of the file', async () => {
    folder.write('broken.py', bad.replace('def end(self):', 'def end(self:'));
    const [report] = await reports('broken.py');
    const codes = report?.diagnostics.map((found) => found.code) ?? [];
    assert.ok(codes.includes('syntax'));
    assert.ok(codes.includes('unknown-step'));
  });

  it('reports syntax errors of files in folders only where they may have flows', async () => {
    folder.write('template.py', 'x = {{ jinja }} %\n');
    folder.write('broken_flow.py', 'from metaflow import (\n');
    const found = (await reports('.')).map(({ file, diagnostics }) => [
      file,
      [...new Set(diagnostics.map(({ code }) => code))],
    ]);
    assert.deepEqual(found, [
      ['broken_flow.py', ['syntax']],
      ['template.py', []],
    ]);
    assert.equal((await reports('template.py'))[0]?.diagnostics[0]?.code, 'syntax');
  });

  it('finds base classes in other files, and does not check these on their own', async () => {
    folder.write(
      'lib/base.py',
      `from metaflow import FlowSpec, step
class Base(FlowSpec):
    @step
    def start(self):
        self.next(self.middle)
`,
    );
    const flow = `from lib.base import Base
from metaflow import step
class F(Base):
    @step
    def middle(self):
        self.next(self.end)
    @step
    def end(self):
        pass
F()
`;
    folder.write('flow.py', flow);
    assert.deepEqual(
      (await reports('.')).map(({ diagnostics }) => diagnostics),
      [[], []],
    );
    folder.write('flow.py', flow.replace('def middle', 'def center'));
    const [report] = await reports('flow.py');
    const inherited = report?.diagnostics[0];
    assert.deepEqual([inherited?.code, inherited?.line, inherited?.column], ['unknown-step', 3, 7]);
    assert.match(inherited?.message ?? '', /^Inherited step 'start': Step 'middle' does not exist/);
  });

  it('is not caught in files that import each other', async () => {
    folder.write('a.py', 'from b import B\nclass A(B):\n    pass\n# flow\n');
    folder.write('b.py', 'from a import A\nclass B(A):\n    pass\n# flow\n');
    assert.equal((await reports('.')).length, 2);
  });

  it('takes severities', async () => {
    folder.write('bad.py', bad);
    assert.equal((await run('check', '--severity', 'unknown-step=warning', 'bad.py')).status, 0);
    assert.match((await run('check', '--severity', 'unknown-step=warning', 'bad.py')).out, /: warning: /);
    assert.equal(
      (await run('check', '--severity=unknown-step=off', 'bad.py')).out,
      'No problems: 1 flow in 1 file.\n',
    );
    const wrong = await run('check', '--severity', 'unknown-stap=off', 'bad.py');
    assert.equal(wrong.status, 2);
    assert.match(wrong.err, /Did you mean 'unknown-step'\?/);
    assert.equal((await run('check', '--severity', 'loop=bad', 'bad.py')).status, 2);
  });
});

describe('stepwise', () => {
  it('answers 2 with its usage for what it does not know', async () => {
    for (const args of [
      [],
      ['chekc'],
      ['--wat'],
      ['check'],
      ['check', '--wat', '.'],
      ['check', '--format', 'xml', '.'],
    ]) {
      const { status, out, err } = await run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(out, '');
      assert.match(err, /Usage: stepwise/);
    }
  });

  it('prints help and version', async () => {
    assert.match((await run('--help')).out, /check .*\n.*graph/);
    assert.match((await run('check', '--help')).out, /--format text\|json\|sarif/);
    assert.match((await run('--version')).out, /^stepwise \d+\.\d+\.\d+/);
  });
});

describe('odd files', () => {
  const check = async (content: string | Uint8Array) => {
    folder.write('odd.py', content);
    const { status, out, err } = await run('check', '--format', 'json', 'odd.py');
    assert.equal(err, '');
    const report = JSON.parse(out) as FileReport;
    return { status, ...report, codes: report.diagnostics.map(({ code }) => code) };
  };

  it('are read like any other: empty, with a mark, CRLF, tabs', async () => {
    assert.deepEqual(await check(''), { status: 0, file: 'odd.py', flows: [], diagnostics: [], codes: [] });
    const place = { line: 6, column: 24 };
    for (const text of [`\ufeff${bad}`, bad.replaceAll('\n', '\r\n')]) {
      const [found] = (await check(text)).diagnostics;
      assert.deepEqual({ line: found?.line, column: found?.column }, place);
    }
    assert.deepEqual((await check(bad.replaceAll('    ', '\t'))).codes, ['unknown-step']);
  });

  it('are decoded as their first lines declare', async () => {
    const latin = `# -*- coding: latin-1 -*-\n# Gr\xfc\xdfe\n${bad}`;
    const { codes, diagnostics } = await check(Buffer.from(latin, 'latin1'));
    assert.deepEqual(codes, ['unknown-step']);
    assert.equal(diagnostics[0]?.line, 8);
    assert.deepEqual((await check(Buffer.from(`# coding: cp437\n${bad}`, 'latin1'))).codes, ['unknown-step']);
  });

  it('have one syntax error where Python could not decode them', async () => {
    const { status, codes, diagnostics } = await check(Buffer.from(`${good}# Gr\xfc\xdfe\n`, 'latin1'));
    assert.deepEqual([status, codes], [1, ['syntax']]);
    assert.equal(diagnostics[0]?.line, 10);
    assert.match(diagnostics[0]?.message ?? '', /not valid UTF-8/);
    assert.deepEqual((await check(`# coding: no-such-thing\n${good}`)).codes, ['syntax']);
    assert.deepEqual((await check(new Uint8Array([137, 80, 78, 71, 0, 0, 1, 2]))).codes, ['syntax']);
    assert.deepEqual((await check(Buffer.from(good, 'utf16le'))).codes, ['syntax']);
  });

  it('count columns by character', async () => {
    const text = good.replace('self.next(self.end)', "x = '🐍🐍'; self.next(self.ende)");
    const [found] = (await check(text)).diagnostics;
    assert.deepEqual([found?.column, found?.endColumn], [34, 38]);
  });

  it('are not checked where they are too long, which is no error', async () => {
    const { status, codes, flows } = await check(good + '# a flow\n'.repeat(1_200_000));
    assert.deepEqual([status, codes, flows], [0, ['too-long'], []]);
    assert.deepEqual((await check('x = 1\n'.repeat(1_700_000))).codes, []);
  });
});
