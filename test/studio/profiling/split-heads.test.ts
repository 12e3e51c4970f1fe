import assert from 'node:assert/strict';
import { splitHeads } from '../../../studio/profiling/split-heads.ts';

interface Use {
  head: string;
  clause: number;
  cluster: number;
}

/** Uses of a head in clauses of its own, from `first` on. */
const uses = (head: string, times: number, first: number, cluster = 0): Use[] =>
  Array.from({ length: times }, (_, at) => ({ head, clause: first + at, cluster }));

function split(given: readonly Use[]): { clusterOf: Record<string, number>; count: number } {
  const { assignment, count } = splitHeads(
    given.map(({ head }) => head),
    given.map(({ clause }) => clause),
    {
      clusters: Uint32Array.from(given, ({ cluster }) => cluster),
      similarities: Float32Array.from(given, () => 1),
      meanSimilarity: 1,
    },
    2,
  );
  return { clusterOf: Object.fromEntries(given.map(({ head }, row) => [head, assignment.clusters[row] ?? -1])), count };
}

describe('splitHeads', () => {
  it('gives a large head that is judged beside the largest a cluster of its own', () => {
    // Finish and price share five clauses.
    const given = [...uses('price', 30, 0), ...uses('finish', 25, 25), ...uses('hinge', 9, 100, 1)];
    assert.deepEqual(split(given), { clusterOf: { price: 0, finish: 2, hinge: 1 }, count: 3 });
  });

  it('leaves two names of one thing together, which hardly ever stand side by side', () => {
    const given = [...uses('waiter', 30, 0), ...uses('server', 25, 28), ...uses('hinge', 9, 100, 1)];
    assert.deepEqual(split(given), { clusterOf: { waiter: 0, server: 0, hinge: 1 }, count: 2 });
  });

  it('leaves small heads where they are', () => {
    const given = [...uses('price', 80, 0), ...uses('finish', 8, 60), ...uses('hinge', 9, 100, 1)];
    assert.deepEqual(split(given), { clusterOf: { price: 0, finish: 0, hinge: 1 }, count: 2 });
  });

  it('splits nothing of nothing', () => {
    assert.deepEqual(split([]), { clusterOf: {}, count: 2 });
  });
});
