import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { singleCaseSwitch } from './singleCaseSwitch';

describe('single-case-switch', () => {
  it('marks the only target', () => {
    checkRule(
      singleCaseSwitch,
      `
      @step
      def start(self):
          self.next({'a': self.end}, condition='k')
          #                    ^^^ error: always leads to 'end'

      @step
      def end(self):
          pass
    `,
    );
  });

  it('counts equal keys once', () => {
    checkRule(
      singleCaseSwitch,
      `
      @step
      def start(self):
          self.next({'a': self.end, 'a': self.fit}, condition='k')
          #                                   ^^^ error: always leads to 'fit'

      @step
      def fit(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
