import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogLine } from '../../api';
import { parseToHost } from './messages';
import { lineView, logText } from './views';

const line = (text: string, more: Partial<LogLine> = {}): LogLine => ({ text, stream: 'stdout', ...more });
const own = (file: string) => file.startsWith('/w/');

describe('a line of the log', () => {
  it('is told apart by who speaks', () => {
    const kind = (text: string, more?: Partial<LogLine>) => lineView(line(text, more), own).kind;
    assert.equal(kind('Task is starting.'), 'system');
    assert.equal(kind('Metaflow 2.19.38 executing F for user:ada', { stream: 'stderr' }), 'system');
    assert.equal(kind('    Step start failed', { stream: 'stderr' }), 'error');
    assert.equal(kind('ZeroDivisionError: division by zero'), 'error');
    assert.equal(kind('epoch 3: loss 0.1'), undefined);
  });

  it('of a traceback leads to the own file and to no other', () => {
    const { link, text } = lineView(line('File "/w/flow.py", line 15, in compute'), own);
    assert.deepEqual([link?.file, link?.line], ['/w/flow.py', 15]);
    assert.equal(text.slice(link?.from, link?.to), 'File "/w/flow.py", line 15');
    assert.equal(lineView(line('File "/usr/lib/x.py", line 1, in f'), own).link, undefined);
  });
});

describe('a log as a document', () => {
  const lines = [
    line('Workflow starting', { time: 'T1' }),
    line('a', { time: 'T2', step: 'start', task: '1' }),
    line('b', { time: 'T3', step: 'train', task: '2' }),
    line('c', { time: 'T4', step: 'train', task: '3' }),
  ];

  it('is that of the run, of a step or of a task', () => {
    assert.equal(
      logText(0, lines, {}),
      'T1 Workflow starting\nT2 [start/1] a\nT3 [train/2] b\nT4 [train/3] c\n',
    );
    assert.equal(logText(0, lines, { step: 'train' }), 'T3 [train/2] b\nT4 [train/3] c\n');
    assert.equal(logText(0, lines, { step: 'train', task: '3' }), 'T4 c\n');
  });

  it('says how much was not kept', () => {
    assert.match(logText(7, lines, {}), /^\(The first 7 lines of this run were not kept\.\)\n/);
  });
});

it('messages of the app with wrong fields are not understood', () => {
  const openFile = { type: 'openFile', key: '1', file: '/w/a.py', line: 3 };
  assert.deepEqual(parseToHost(openFile), openFile);
  for (const wrong of [{ line: '3' }, { file: 7 }, { key: undefined }, { type: 'rm' }]) {
    assert.equal(parseToHost({ ...openFile, ...wrong } as { type: string }), undefined);
  }
});
