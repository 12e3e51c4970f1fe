import assert from 'node:assert/strict';
import { judgeClusters } from '../../../studio/profiling/judge-clusters.ts';

/** Clusters as lists of [clause, cosine to the centre, times]. */
function judge(clusters: readonly (readonly [string, number, number])[][]) {
  const rows = clusters.flatMap((clauses, cluster) =>
    clauses.flatMap(([text, similarity, times]) =>
      Array.from({ length: times }, () => ({ text, similarity, cluster })),
    ),
  );
  const assignment = {
    clusters: Uint32Array.from(rows, ({ cluster }) => cluster),
    similarities: Float32Array.from(rows, ({ similarity }) => similarity),
    meanSimilarity: 0,
  };
  return judgeClusters(
    assignment,
    clusters.length,
    rows.map(({ text }) => text),
    0.5,
  );
}

describe('judgeClusters', () => {
  const judged = judge([
    [['we walked and talked', 0.9, 300]],
    [
      ['the battery is fine', 0.8, 300],
      ['over there somewhere', 0.2, 200],
    ],
    [
      ['the parking was easy', 0.9, 3],
      ['far away from home', 0.1, 97],
    ],
    [['the music was loud', 0.9, 4]],
  ]);

  it('numbers clusters by size', () => {
    assert.deepEqual(
      judged.map(({ cluster, aspect }) => [cluster, aspect.aspectId, aspect.clauses]),
      [
        [1, 'a01', 500],
        [0, 'a02', 300],
        [2, 'a03', 100],
        [3, 'a04', 4],
      ],
    );
  });

  it('keeps a named one with a centre and says of the others why not', () => {
    assert.deepEqual(
      judged.map(({ aspect }) => [aspect.kept, aspect.dropReason?.split(':')[0] ?? null]),
      [
        [true, null],
        [false, 'nameless'],
        [false, 'loose'],
        [false, 'small'],
      ],
    );
    assert.equal(judged[0]?.aspect.label, 'battery');
  });
});
