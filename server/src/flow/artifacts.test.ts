import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowOf, stepOf } from '../../../test/support/flowModel';

/** Accesses of a step with that body as `write x`, in order; checks that each place holds the name. */
function accesses(body: string, args = 'self'): string[] {
  const source = `from metaflow import FlowSpec, step
class F(FlowSpec):
    @step
    def start(${args}):
        ${body.split('\n').join('\n        ')}
`;
  return stepOf(flowOf(source), 'start').accesses.map(({ name, kind, start, end }) => {
    assert.match(source.slice(start, end), new RegExp(`^['"]?${name}['"]?$`));
    return `${kind} ${name}`;
  });
}

test('an assignment reads its value before it writes its targets', () => {
  assert.deepEqual(accesses('self.x = self.y + self.x'), ['read y', 'read x', 'write x']);
  assert.deepEqual(accesses('self.a = self.b = 1'), ['write a', 'write b']);
  assert.deepEqual(accesses('self.a, (b, *self.c) = [self.d] = f()'), ['write a', 'write c', 'write d']);
  assert.deepEqual(accesses('self.x: int = 1\nself.y: int'), ['write x']);
});

test('a change of what an artifact holds reads the artifact', () => {
  assert.deepEqual(accesses('self.x[self.i] = 1'), ['read x', 'read i']);
  assert.deepEqual(accesses('self.x.y = 1'), ['read x']);
  assert.deepEqual(accesses('self.x.append(1)'), ['read x']);
});

test('an augmented assignment reads and writes', () => {
  assert.deepEqual(accesses('self.x += self.y'), ['read x', 'read y', 'write x']);
});

test('loops, with statements and deletions have targets too', () => {
  assert.deepEqual(accesses('for self.i in self.items: pass'), ['read items', 'write i']);
  assert.deepEqual(accesses('with open(self.path) as self.file: self.text = 1'), [
    'read path',
    'write file',
    'write text',
  ]);
  assert.deepEqual(accesses('del self.x, self.y[0]'), ['delete x', 'read y']);
});

test('names in strings count where they reach the flow itself', () => {
  assert.deepEqual(accesses("setattr(self, 'x', self.y)"), ['write x', 'read y']);
  assert.deepEqual(accesses("getattr(self, 'x', None)\ndelattr(self, 'z')"), ['read x', 'delete z']);
  assert.deepEqual(accesses("setattr(other, 'x', 1)\nsetattr(self, name, 1)"), []);
});

test('reads are found in every kind of expression', () => {
  assert.deepEqual(
    accesses(
      "x = [self.a for _ in self.b if self.c]\nf'{self.d:{self.e}}'\nlambda: self.f\ny if self.g else self.h",
    ),
    ['read a', 'read b', 'read c', 'read d', 'read e', 'read f', 'read g', 'read h'].sort((a, b) =>
      a === 'read h' && b === 'read g' ? 0 : a < b ? -1 : 1,
    ),
  );
});

test('transitions and what FlowSpec brings are no artifacts', () => {
  assert.deepEqual(accesses("self.next(self.a, foreach='items')"), []);
  assert.deepEqual(accesses("self.next({self.cfg.key: self.a, 'y': self.b}, condition='k')"), ['read cfg']);
  assert.deepEqual(accesses('self.input\nself.index\nself.merge_artifacts(inputs)', 'self, inputs'), []);
});

test('self may have another name, and nested functions their own self', () => {
  assert.deepEqual(accesses('this.x = self.y', 'this'), ['write x']);
  assert.deepEqual(accesses('def inner():\n    self.x = 1\ndef other(self):\n    self.y = 1'), ['write x']);
});
