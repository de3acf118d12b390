import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { endIsJoin } from './endIsJoin';

describe('end-is-join', () => {
  it('marks the surplus parameters', () => {
    checkRule(
      endIsJoin,
      `
      @step
      def start(self):
          self.next(self.end)

      @step
      def end(self, inputs, more=1):
      #             ^^^^^^^^^^^^^^ error: The end step 'end' can not be a join
          pass
    `,
    );
  });

  it('counts ordinary parameters only', () => {
    checkRule(
      endIsJoin,
      `
      @step
      def start(self):
          self.next(self.end)

      @step
      def end(self, *args, more=1, **rest):
          pass
    `,
    );
  });
});
