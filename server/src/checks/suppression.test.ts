import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diagnose } from '../../../test/support/checkRule';

/** A flow with one mistake in each of two lines. */
function codesOf(first: { above?: string; behind?: string; top?: string }): string[] {
  const above = first.above === undefined ? '' : `        ${first.above}\n`;
  const text = `${first.top === undefined ? '' : `${first.top}\n`}from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def start(self):
${above}        self.next(self.nope)${first.behind === undefined ? '' : `  ${first.behind}`}
    @step
    def end(self):
        self.next()
`;
  return diagnose(text).map((found) => found.code);
}

describe('suppression comments', () => {
  const both = ['unknown-step', 'end-has-transition'];

  it('at the end of the line suppress what is found there', () => {
    assert.deepEqual(codesOf({}), both);
    assert.deepEqual(codesOf({ behind: '# stepwise: ignore' }), ['end-has-transition']);
    assert.deepEqual(codesOf({ behind: '# stepwise: ignore[unknown-step]' }), ['end-has-transition']);
    assert.deepEqual(codesOf({ behind: '#stepwise:ignore[loop, unknown-step] for later' }), [
      'end-has-transition',
    ]);
    assert.deepEqual(codesOf({ behind: '# stepwise: ignore[loop]' }), both);
  });

  it('alone on a line suppress what is found in the next', () => {
    assert.deepEqual(codesOf({ above: '# stepwise: ignore[unknown-step]' }), ['end-has-transition']);
    assert.deepEqual(codesOf({ above: 'x = 1  # stepwise: ignore' }), both);
  });

  it('suppress in the whole file', () => {
    assert.deepEqual(codesOf({ top: '# stepwise: ignore-file' }), []);
    assert.deepEqual(codesOf({ top: '# stepwise: ignore-file[end-has-transition]' }), ['unknown-step']);
  });

  it('that name no check are pointed out', () => {
    assert.deepEqual(codesOf({ behind: '# stepwise: ignore[unknown-stepp]' }), [
      'unknown-step',
      'unknown-suppression',
      'end-has-transition',
    ]);
  });

  it('are comments, not strings', () => {
    assert.deepEqual(codesOf({ above: "x = '# stepwise: ignore'" }), both);
  });
});
