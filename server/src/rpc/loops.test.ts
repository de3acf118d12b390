import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loopEdges } from './loops';

/** Edges in loops of a graph written `a>b b>a`. */
function loops(edges: string): string {
  const pairs = edges.split(' ').map((edge) => edge.split('>'));
  const successors = new Map<string, string[]>();
  for (const [from = '', to = ''] of pairs) {
    successors.set(from, [...(successors.get(from) ?? []), to]);
    if (!successors.has(to)) successors.set(to, []);
  }
  const inLoop = loopEdges(successors);
  return pairs
    .filter(([from = '', to = '']) => inLoop(from, to))
    .map((pair) => pair.join('>'))
    .join(' ');
}

describe('loopEdges', () => {
  it('finds none in an acyclic graph, diamonds included', () => {
    assert.equal(loops('s>a s>b a>j b>j j>e'), '');
  });

  it('finds the edges of every loop and no others', () => {
    assert.equal(loops('s>a a>b b>a b>e'), 'a>b b>a');
    assert.equal(loops('s>s s>e'), 's>s');
    assert.equal(loops('a>b b>c c>a c>d d>e e>d'), 'a>b b>c c>a d>e e>d');
  });

  it('goes through a chain of any length', () => {
    const long = Array.from({ length: 50_000 }, (_, i) => `n${i}>n${i + 1}`).join(' ');
    assert.equal(loops(`${long} n50000>n50000`), 'n50000>n50000');
  });
});
