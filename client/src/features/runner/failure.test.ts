import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { explain, type Failure } from './failure';
import { LineDecoder } from './lines';
import { parseError, parseOutput } from './output';
import { advance, initialProgress } from './runState';
import { lastTraceback } from './traceback';

const exits = JSON.parse(readFileSync('test/fixtures/output/exits.json', 'utf8')) as Record<string, number>;
function linesOf(file: string): string[] {
  const decoder = new LineDecoder();
  return [...decoder.push(readFileSync(`test/fixtures/output/${file}.txt`)), ...decoder.end()];
}

/** What is said of a recorded run. */
function explained(name: string): Failure | undefined {
  const output = linesOf(name).map(parseOutput);
  const errors = linesOf(`${name}.err`).map(parseError);
  const events = [...output, ...errors].flatMap(({ event }) => event ?? []);
  const progress = advance(initialProgress(null), events, 0);
  const { culprit } = progress;
  return explain({
    code: exits[name] ?? null,
    signal: null,
    begun: progress.runId !== undefined,
    culprit,
    taskLines: output
      .filter(({ line }) => line.step === culprit?.step && line.task === culprit?.task)
      .map(({ line }) => line.text),
    errorLines: errors.map(({ line }) => line.text),
    flowFile: 'FLOWDIR/flow.py',
    isOwn: (file) => file.startsWith('FLOWDIR/'),
  });
}

describe('the explanation of a run', () => {
  it('is nothing where it ended well', () => {
    for (const name of ['linear', 'foreach', 'retry', 'caught', 'lines'])
      assert.equal(explained(name), undefined);
  });

  it('names the exception, the innermost own line, step and task', () => {
    assert.deepEqual(explained('failing'), {
      reason: 'step',
      message: 'ZeroDivisionError: division by zero',
      place: { file: 'FLOWDIR/flow.py', line: 4 },
      step: 'compute',
      task: '2',
    });
  });

  it('takes the exception that got out, not its cause, with all lines of its message', () => {
    const failure = explained('chained');
    assert.equal(failure?.message, 'ValueError: no value\nfor this key: x  y');
    assert.equal(failure?.place?.line, 9);
  });

  it('points to the own line where a library raised', () => {
    const failure = explained('library');
    assert.match(failure?.message ?? '', /^json\.decoder\.JSONDecodeError: Expecting property name/);
    assert.deepEqual(failure?.place, { file: 'FLOWDIR/flow.py', line: 9 });
  });

  it('takes the branch that raised, not those that were killed for it', () => {
    const failure = explained('parallel');
    assert.deepEqual([failure?.step, failure?.message], ['bad', 'RuntimeError: bad branch']);
  });

  it('knows what Metaflow itself refuses while a step runs', () => {
    const failure = explained('transition');
    assert.match(failure?.message ?? '', /^Foreach iterator over items in step start produced zero splits/);
    assert.equal(failure?.place?.line, 7);
  });

  it('tells why a flow did not start, with the place where there is one', () => {
    const start = (name: string) => {
      const failure = explained(name);
      return [failure?.reason, failure?.message, failure?.place?.line];
    };
    assert.deepEqual(start('lint'), [
      'check',
      'Step start specifies a self.next() transition to an unknown step, middle.',
      6,
    ]);
    assert.deepEqual(start('syntax'), ['import', "SyntaxError: expected ':'", 5]);
    assert.deepEqual(start('missingModule'), [
      'import',
      "ModuleNotFoundError: No module named 'surely_not_installed'",
      3,
    ]);
    assert.deepEqual(start('noMetaflow'), [
      'noMetaflow',
      'The interpreter has no package metaflow',
      undefined,
    ]);
    assert.deepEqual(start('noUser'), ['noUser', 'Metaflow could not determine your user name', undefined]);
    assert.deepEqual(start('required'), [
      'usage',
      "Invalid value for '--size': many is not a valid integer",
      undefined,
    ]);
    assert.equal(start('noMain')[0], 'notStarted');
  });
});

describe('a traceback', () => {
  it('without the source of its frames still gives the exception', () => {
    const lines = [
      'Traceback (most recent call last):',
      'File "<string>", line 1, in <module>',
      'KeyError: 3',
      '',
    ];
    assert.equal(lastTraceback(lines)?.exception, 'KeyError: 3');
  });

  it('of an exception without a message gives its name', () => {
    const lines = [
      'Traceback (most recent call last):',
      'File "a.py", line 1, in f',
      'raise my.Error',
      'my.Error',
      '',
    ];
    assert.equal(lastTraceback(lines)?.exception, 'my.Error');
  });
});
