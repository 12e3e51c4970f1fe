import assert from 'node:assert/strict';
import { judgeClusters } from '../../../studio/profiling/judge-clusters.ts';
import { createTagWords } from '../../../studio/text/tag-words.ts';

const tagWords = createTagWords();

/** Clusters as lists of [clause, cosine to the centre, times], and the coherence of each one's top terms. */
function judge(clusters: readonly (readonly [string, number, number])[][], coherences: readonly number[]) {
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
    clusters.map((clauses, cluster) => ({
      size: clauses.reduce((sum, [, , times]) => sum + times, 0),
      core: 0,
      topTerms: [cluster],
    })),
    rows.map(({ text }) => tagWords(text)),
    // A pair that met once counts for nothing.
    ([cluster = 0], fewestTogether = 1) => (fewestTogether === 2 ? (coherences[cluster] ?? 0) : 0.9),
    0.5,
  );
}

describe('judgeClusters', () => {
  const judged = judge(
    [
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
      [
        ['the river was high', 0.9, 20],
        ['we drove along slowly', 0.9, 70],
      ],
      [['the update broke it', 0.9, 80]],
      [],
      [['it still works', 0.9, 70]],
      [
        ['the garden was small', 0.9, 28],
        ['out there at last', 0.4, 32],
      ],
    ],
    [0, 0, 0, 0, -0.8, -0.8, 0, -0.8, 0],
  );

  it('numbers clusters by size and leaves out the one without clauses', () => {
    assert.deepEqual(
      judged.map(({ cluster, aspect }) => [cluster, aspect.aspectId, aspect.clauses]),
      [
        [1, 'a01', 500],
        [0, 'a02', 300],
        [2, 'a03', 100],
        [4, 'a04', 90],
        [5, 'a05', 80],
        [7, 'a06', 70],
        [8, 'a07', 60],
        [3, 'a08', 4],
      ],
    );
  });

  it('keeps a named one with a centre, as near as that of most, and says of the others why not; one word that nearly all share makes up for coherence', () => {
    assert.deepEqual(
      judged.map(({ aspect }) => [aspect.label, aspect.kept, aspect.dropReason?.split(':')[0] ?? null]),
      [
        ['battery', true, null],
        ['talked', false, 'nameless'],
        ['parking', false, 'loose'],
        ['river', false, 'small talk'],
        ['update', true, null],
        ['working order', false, 'small talk'],
        ['garden', false, 'loose'],
        ['music', false, 'small'],
      ],
    );
  });
});
