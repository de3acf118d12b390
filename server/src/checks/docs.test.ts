import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { diagnose } from '../../../test/support/checkRule';
import { docPages } from './docs';
import { checks } from './registry';

describe('documentation of the checks', () => {
  for (const { code, doc } of checks) {
    it(`${code}: the bad example has this mistake only, the good one none`, () => {
      assert.deepEqual([...new Set(diagnose(doc.bad).map((found) => found.code))], [code]);
      assert.deepEqual(diagnose(doc.good), []);
    });
  }

  it('is what docs/checks says (else run node scripts/docs.mjs)', () => {
    const pages = docPages(checks);
    assert.deepEqual(readdirSync('docs/checks').sort(), pages.map((page) => page.file).sort());
    for (const { file, text } of pages) {
      assert.equal(readFileSync(`docs/checks/${file}`, 'utf8').replaceAll('\r\n', '\n'), text, file);
    }
  });

  it('every check has a file named after its code and a code of its own', () => {
    const camelCase = (code: string) => code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const files = readdirSync('server/src/checks/rules').filter((file) => !file.endsWith('.test.ts'));
    assert.deepEqual(checks.map(({ code }) => `${camelCase(code)}.ts`).sort(), files.sort());
  });
});
