import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { LineIndex } from '../../server/src/base/text';
import { diagnose } from '../support/checkRule';

for (const file of ['flows', 'edge-flows']) {
  it(file, () => {
    const rows = readFileSync(`test/fixtures/${file}.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const row of rows) {
      const found = diagnose(row.source);
      const lines = new LineIndex(row.source);
      const errors = found.map(
        (d) => `${lines.position(d.span.start).line + 1}:${d.code}:${d.step?.name ?? ''}`,
      );
      const named = /[Ss]tep \*?(\w+)/.exec(row.message ?? '')?.[1];
      if (row.ok !== (errors.length === 0) && row.phase !== 'check')
        console.log('VERDICT', row.file, row.phase, row.check, row.line, row.message, errors);
      else if (
        !row.ok &&
        row.phase === 'lint' &&
        !errors.some((e) => e.startsWith(`${row.line}:`) || e.endsWith(`:${named}`) || row.line === null)
      )
        console.log('WHERE', row.file, row.check, row.line, row.message?.slice(0, 150), errors);
      if (errors.length > 2) console.log('MANY', row.file, row.check, errors.join(' '));
    }
  });
}
