import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { missingEnd } from './missingEnd';

describe('missing-end', () => {
  it('marks the class', () => {
    checkRule(
      missingEnd,
      `
      from metaflow import FlowSpec, parallel, step


      class F(FlowSpec):
      #     ^ error: The flow has no end step
          @step
          def start(self):
              self.next(self.fit)

          @step
          def fit(self):
              pass
    `,
    );
  });

  it('is content with a marked step', () => {
    checkRule(
      missingEnd,
      `
      @step
      def start(self):
          self.next(self.fit)

      @step(end=True)
      def fit(self):
          pass
    `,
    );
  });
});
