import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from './parser';

// The verdicts are CPython's (3.11).
describe('tabs and spaces', () => {
  const accepted = [
    'if a:\n\tif b:\n            c\n',
    'class F:\n\tdef a(self):\n\t    x = 1\n\t    y = 2\n\n\tdef b(self):\n\t    pass\nx = 1\n',
    'if a:\n\tif b:\n\t\tc\n\td\n',
    'if a:\n        b\nif c:\n\td\n',
    'if a:\n  \tif b:\n  \t\tc\n  \td\n',
    'if a:\n\tb = (\n        1)\n\tc = """\n    x"""\n\td\n',
    'if a:\n\t# comment\n    # other\n\tb\n',
  ];
  const refused = ['if a:\n        b\n\tc\n', 'if a:\n\tb\n        c\n', 'if a:\n        if b:\n\t\tc\n'];

  for (const text of accepted)
    it(`accepts ${JSON.stringify(text)}`, () => assert.deepEqual(parse(text).problems, []));
  for (const text of refused)
    it(`refuses ${JSON.stringify(text)}`, () => {
      const [problem] = parse(text).problems;
      assert.match(problem?.message ?? '', /tabs and spaces/);
    });
});
