import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Layout, type LayoutEdge, type LayoutNode, layout, type Point, smoothPath } from './layout';

type Pair = readonly [string, string];

function draw(pairs: readonly Pair[], options?: Parameters<typeof layout>[2], extra: readonly string[] = []) {
  const ids = [...new Set([...pairs.flat(), ...extra])];
  const nodes = ids.map((id) => ({ id, width: 100, height: 40 }));
  return layout(
    nodes,
    pairs.map(([from, to]) => ({ from, to })),
    options,
  );
}

function at(picture: Layout, id: string): Point {
  const point = picture.nodes.get(id);
  assert.ok(point, `no node ${id}`);
  return point;
}

/** A seeded generator of numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomGraph(seed: number): { nodes: LayoutNode[]; edges: LayoutEdge[] } {
  const next = random(seed);
  const count = 2 + Math.floor(next() * 40);
  const nodes = Array.from({ length: count }, (_, i) => ({
    id: `n${i}`,
    width: 40 + Math.floor(next() * 160),
    height: 24 + Math.floor(next() * 50),
  }));
  const pick = () => `n${Math.floor(next() * count)}`;
  const edges = Array.from({ length: Math.floor(next() * count * 1.6) }, () => {
    const [a, b] = [pick(), pick()];
    const forward = Number(a.slice(1)) < Number(b.slice(1));
    const [from, to] = forward || next() < 0.15 ? [a, b] : [b, a];
    return { from, to, labelWidth: next() < 0.2 ? 40 : 0 };
  });
  return { nodes, edges };
}

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
function rectangles(nodes: readonly LayoutNode[], picture: Layout): ReadonlyMap<string, Rectangle> {
  return new Map(
    nodes.map(({ id, width, height }) => {
      const { x, y } = at(picture, id);
      return [id, { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }];
    }),
  );
}
/** Whether a segment meets the inside of a rectangle (Liang and Barsky's clipping). */
function enters(a: Point, b: Point, box: Rectangle): boolean {
  let [from, to] = [0, 1];
  const edge = 0.01;
  const bounds: readonly [number, number, number][] = [
    [b.x - a.x, box.left + edge - a.x, box.right - edge - a.x],
    [b.y - a.y, box.top + edge - a.y, box.bottom - edge - a.y],
  ];
  for (const [delta, low, high] of bounds) {
    if (delta === 0) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    const [first, last] = delta > 0 ? [low / delta, high / delta] : [high / delta, low / delta];
    from = Math.max(from, first);
    to = Math.min(to, last);
  }
  return from < to;
}

describe('layout of random graphs', () => {
  for (const direction of ['down', 'right'] as const) {
    it(`keeps nodes apart and edges off nodes (${direction})`, () => {
      for (let seed = 1; seed <= 300; seed++) {
        const { nodes, edges } = randomGraph(seed);
        const picture = layout(nodes, edges, { direction });
        const boxes = rectangles(nodes, picture);
        const list = [...boxes];
        for (const [i, [one, a]] of list.entries()) {
          assert.ok(a.left >= -0.01 && a.right <= picture.width + 0.01, `seed ${seed}: ${one} is outside`);
          assert.ok(a.top >= -0.01 && a.bottom <= picture.height + 0.01, `seed ${seed}: ${one} is outside`);
          for (const [two, b] of list.slice(i + 1)) {
            const apart =
              a.right < b.left + 0.01 ||
              b.right < a.left + 0.01 ||
              a.bottom < b.top + 0.01 ||
              b.bottom < a.top + 0.01;
            assert.ok(apart, `seed ${seed}: ${one} overlaps ${two}`);
          }
        }
        assert.equal(picture.edges.length, edges.length);
        for (const { from, to, points } of picture.edges) {
          for (const [i, b] of points.entries()) {
            const a = points[i - 1];
            if (a === undefined) continue;
            for (const [id, box] of boxes) {
              assert.ok(!enters(a, b, box), `seed ${seed}: ${from} → ${to} runs through ${id}`);
            }
          }
        }
      }
    });
  }

  it('lets every edge lead down unless it closes a cycle', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const { nodes, edges } = randomGraph(seed);
      const picture = layout(nodes, edges);
      for (const { from, to, back } of picture.edges) {
        if (!back) assert.ok(at(picture, from).y < at(picture, to).y, `seed ${seed}: ${from} → ${to}`);
        else assert.ok(at(picture, from).y >= at(picture, to).y, `seed ${seed}: ${from} → ${to}`);
      }
      const forwardOnly = picture.edges.filter((edge) => !edge.back);
      assert.ok(
        layout(nodes, forwardOnly).edges.every((edge) => !edge.back),
        `seed ${seed}: back edges left`,
      );
    }
  });

  it('starts and ends edges at the borders of their nodes', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { nodes, edges } = randomGraph(seed);
      const picture = layout(nodes, edges);
      const boxes = rectangles(nodes, picture);
      for (const { from, to, points } of picture.edges) {
        for (const [id, point] of [
          [from, points[0]],
          [to, points.at(-1)],
        ] as const) {
          const box = boxes.get(id);
          assert.ok(box && point);
          const dx = Math.max(box.left - point.x, 0, point.x - box.right);
          const dy = Math.max(box.top - point.y, 0, point.y - box.bottom);
          assert.ok(dx + dy < 0.01, `seed ${seed}: ${from} → ${to} does not touch ${id}`);
        }
      }
    }
  });

  it('is the same each time', () => {
    const { nodes, edges } = randomGraph(7);
    assert.deepEqual(layout(nodes, edges), layout(nodes, edges));
  });
});

describe('layout of flows', () => {
  it('draws a chain as a straight line', () => {
    const picture = draw([
      ['start', 'a'],
      ['a', 'b'],
      ['b', 'end'],
    ]);
    assert.deepEqual(new Set([...picture.nodes.values()].map(({ x }) => x)), new Set([50]));
    assert.equal(picture.width, 100);
  });

  it('draws chains beside a wide branch straight', () => {
    const picture = draw([
      ['start', 'a'],
      ['start', 'b'],
      ['a', 'a1'],
      ['a', 'a2'],
      ['a', 'a3'],
      ['a1', 'aj'],
      ['a2', 'aj'],
      ['a3', 'aj'],
      ['b', 'b1'],
      ['b1', 'b2'],
      ['aj', 'join'],
      ['b2', 'join'],
      ['join', 'end'],
    ]);
    assert.equal(at(picture, 'b').x, at(picture, 'b1').x);
    assert.equal(at(picture, 'b1').x, at(picture, 'b2').x);
    assert.equal(at(picture, 'a').x, at(picture, 'a2').x);
    assert.equal(at(picture, 'join').x, at(picture, 'end').x);
  });

  it('draws a diamond symmetrically, branches in the order written', () => {
    for (const branches of [2, 3, 4, 7]) {
      const names = Array.from({ length: branches }, (_, i) => `b${i}`);
      const picture = draw(
        names.flatMap((name): Pair[] => [
          ['start', name],
          [name, 'join'],
        ]),
      );
      const middle = at(picture, 'start').x;
      assert.ok(Math.abs(at(picture, 'join').x - middle) < 1e-6);
      for (const [i, name] of names.entries()) {
        const mirrored = at(picture, `b${branches - 1 - i}`).x;
        assert.ok(Math.abs(at(picture, name).x - middle + mirrored - middle) < 1e-6, `${branches}: ${name}`);
        if (i > 0) assert.ok(at(picture, `b${i - 1}`).x < at(picture, name).x);
      }
    }
  });

  it('keeps the order of branches when one is added at the end or lengthened', () => {
    const before: Pair[] = ['a', 'b', 'c'].flatMap((name): Pair[] => [
      ['start', name],
      [name, 'join'],
    ]);
    const after: Pair[] = [...before, ['start', 'd'], ['d', 'd1'], ['d1', 'join'], ['join', 'end']];
    const picture = draw(after);
    const order = ['a', 'b', 'c', 'd'].map((name) => at(picture, name).x);
    assert.deepEqual(
      order,
      [...order].sort((x, y) => x - y),
    );
  });

  it('does not cross nested branches', () => {
    const picture = draw([
      ['start', 'a'],
      ['start', 'b'],
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
      ['b', 'b2'],
      ['a1', 'ja'],
      ['a2', 'ja'],
      ['b1', 'jb'],
      ['b2', 'jb'],
      ['ja', 'join'],
      ['jb', 'join'],
    ]);
    const order = ['a1', 'a2', 'b1', 'b2'].map((name) => at(picture, name).x);
    assert.deepEqual(
      order,
      [...order].sort((x, y) => x - y),
    );
    assert.ok(at(picture, 'ja').x < at(picture, 'jb').x);
  });

  it('leads a loop back beside the nodes, and a step that repeats itself around its side', () => {
    const picture = draw([
      ['start', 'try'],
      ['try', 'check'],
      ['check', 'try'],
      ['check', 'check'],
      ['check', 'end'],
    ]);
    const [, , again, self] = picture.edges;
    assert.ok(again?.back && self?.back);
    const [first, last] = [again.points[0], again.points.at(-1)];
    assert.equal(first?.y, at(picture, 'check').y);
    assert.equal(last?.y, at(picture, 'try').y);
    assert.ok(self.points.every(({ x }) => x <= at(picture, 'check').x - 50));
    assert.equal(at(picture, 'start').x, at(picture, 'end').x);
    assert.ok((again.points[1]?.x ?? 0) > at(picture, 'check').x + 50);
  });

  it('puts disconnected parts side by side', () => {
    const picture = draw(
      [
        ['start', 'end'],
        ['x', 'y'],
      ],
      {},
      ['alone'],
    );
    assert.equal(at(picture, 'x').y, at(picture, 'start').y);
    assert.ok(at(picture, 'start').x + 100 < at(picture, 'x').x);
    assert.ok(at(picture, 'x').x + 100 < at(picture, 'alone').x);
  });

  it('leads to the right on demand', () => {
    const picture = draw([['start', 'end']], { direction: 'right' });
    assert.equal(at(picture, 'start').y, at(picture, 'end').y);
    assert.ok(at(picture, 'start').x < at(picture, 'end').x);
    assert.equal(picture.height, 40);
  });

  it('stands an empty graph, unknown ends and repeated edges', () => {
    assert.deepEqual(layout([], []), { nodes: new Map(), edges: [], width: 0, height: 0 });
    const one = layout([{ id: 'a', width: 10, height: 10 }], [{ from: 'a', to: 'gone' }]);
    assert.equal(one.edges.length, 0);
    const twice = draw([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    assert.deepEqual(twice.edges[0], twice.edges[1]);
  });
});

describe('layout of large graphs', () => {
  it('takes a chain of 5,000, a fan-out of 1,000 and long edges by the thousand', () => {
    const chain = Array.from({ length: 4999 }, (_, i): Pair => [`n${i}`, `n${i + 1}`]);
    assert.equal(new Set([...draw(chain).nodes.values()].map(({ x }) => x)).size, 1);

    const fan = Array.from({ length: 1000 }, (_, i): Pair[] => [
      ['start', `b${i}`],
      [`b${i}`, 'join'],
    ]).flat();
    const picture = draw(fan);
    assert.ok(Math.abs(at(picture, 'start').x - (at(picture, 'b0').x + at(picture, 'b999').x) / 2) < 1e-6);

    const skips = chain.map(([from]): Pair => [from, 'n4999']);
    const crowded = draw([...chain, ...skips]);
    assert.equal(crowded.edges.length, 9998);
  });
});

describe('smoothPath', () => {
  it('curves sideways, rounds corners and joins straight pieces', () => {
    const path = smoothPath([
      { x: 0, y: 0 },
      { x: 0, y: 10 },
      { x: 40, y: 30 },
    ]);
    assert.equal(path, 'M0,0L0,10C0,20 40,20 40,30');
    const corner = smoothPath([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 40 },
    ]);
    assert.equal(corner, 'M0,0L30,0Q40,0 40,10L40,40');
    assert.equal(smoothPath([]), '');
  });
});
