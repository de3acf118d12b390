import { describe, it } from 'node:test';
import { checkRule } from '../../../../test/support/checkRule';
import { unknownStep } from './unknownStep';

describe('unknown-step', () => {
  it('marks the name and tells which was meant', () => {
    checkRule(
      unknownStep,
      `
      @step
      def start(self):
          self.next(self.midle, self.other.nope)
          #              ^^^^^ error: Step 'midle' does not exist. Did you mean 'middle'?
          #                                ^^^^ error: Step 'nope' does not exist

      @step
      def middle(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('marks it in each case of a switch', () => {
    checkRule(
      unknownStep,
      `
      @step
      def start(self):
          self.next({'a': self.end, 'b': self.no}, condition='k')
          #                                   ^^ error: Step 'no' does not exist

      @step
      def end(self):
          pass
    `,
    );
  });

  it('tells where only @step is missing', () => {
    checkRule(
      unknownStep,
      `
      @step
      def start(self):
          self.next(self.fit)
          #              ^^^ error: 'fit' is a method but no step. Add @step above it.

      def fit(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });

  it('says nothing where a base class is not known', () => {
    checkRule(
      unknownStep,
      `
      from elsewhere import Base
      from metaflow import FlowSpec, parallel, step


      class F(Base, FlowSpec):
          @step
          def start(self):
              self.next(self.fit)

          @step
          def end(self):
              pass
    `,
    );
  });

  it('leaves a step that only has to be renamed to its own finding', () => {
    checkRule(
      unknownStep,
      `
      @step
      def start(self):
          self.next(self.fit)

      @step
      def Fit(self):
          self.next(self.end)

      @step
      def end(self):
          pass
    `,
    );
  });
});
