import assert from 'node:assert/strict';
import { judgeClusters } from '../../../studio/profiling/judge-clusters.ts';
import { createTagWords } from '../../../studio/text/tag-words.ts';

const tagWords = createTagWords();

interface Uses {
  text: string;
  times: number;
  /** Share of the term's near uses in its cluster, or the cosine to the centre. */
  similarity?: number;
  /** The one user of all; a user each where it is left out. */
  user?: string;
  /** A number behind the text of each, so that none repeats another. */
  isNumbered?: boolean;
}

function judge(clusters: readonly (readonly Uses[])[]) {
  const rows = clusters.flatMap((uses, cluster) =>
    uses.flatMap(({ times, ...use }) => Array.from({ length: times }, (_, at) => ({ ...use, cluster, at }))),
  );
  const assignment = {
    clusters: Uint32Array.from(rows, ({ cluster }) => cluster),
    similarities: Float32Array.from(rows, ({ similarity }) => similarity ?? 0.9),
    meanSimilarity: 0,
  };
  return judgeClusters(
    assignment,
    clusters.map((uses, cluster) => ({
      size: uses.reduce((sum, { times }) => sum + times, 0),
      core: 0,
      topTerms: [cluster],
    })),
    rows.map(({ text, user, isNumbered = false, at }) => ({
      words: tagWords(text),
      userId: user ?? `user ${at}`,
      text: isNumbered ? `${text} ${at}` : text,
    })),
    ([cluster = 0]) => cluster / 10,
    0.5,
  );
}

const reasonOf = (clusters: readonly (readonly Uses[])[]): string | null | undefined =>
  judge(clusters)[0]?.aspect.dropReason;

/** Near uses of one user, near uses of as many others, and far ones. */
const menu = (own: number, others: number, far: number): Uses[] => [
  { text: 'the menu was short', times: own, user: 'one', isNumbered: true },
  { text: 'the menu was short', times: others },
  { text: 'out there at last', times: far, similarity: 0.4 },
];

/** So many users who write the same clause so often. */
const signed = (users: number, times: number): Uses[] =>
  Array.from({ length: users }, (_, user) => ({ text: 'see my blog for photos', times, user: `user ${user}` }));

describe('judgeClusters', () => {
  const judged = judge([
    [{ text: 'we walked and talked', times: 300 }],
    [
      { text: 'the battery is fine', times: 700 },
      { text: 'over there somewhere', times: 200, similarity: 0.2 },
    ],
    [
      { text: 'the parking was easy', times: 3 },
      { text: 'far away from home', times: 97, similarity: 0.1 },
    ],
    [{ text: 'the music was loud', times: 3 }],
    [
      { text: 'the river was high', times: 20 },
      { text: 'we drove along slowly', times: 70 },
    ],
    [{ text: 'the update broke it', times: 80 }],
    [],
    [{ text: 'it still works', times: 70 }],
    [
      { text: 'the garden was small', times: 23 },
      { text: 'out there at last', times: 37, similarity: 0.4 },
    ],
  ]);

  it('numbers clusters by size and leaves out the one without uses', () => {
    assert.deepEqual(
      judged.map(({ cluster, aspect }) => [cluster, aspect.aspectId, aspect.clauses, aspect.coherence]),
      [
        [1, 'a01', 900, 0.1],
        [0, 'a02', 300, 0],
        [2, 'a03', 100, 0.2],
        [4, 'a04', 90, 0.4],
        [5, 'a05', 80, 0.5],
        [7, 'a06', 70, 0.7],
        [8, 'a07', 60, 0.8],
        [3, 'a08', 3, 0.3],
      ],
    );
  });

  it('keeps a named one with as much near its centre as most have, and says of the others why not', () => {
    assert.deepEqual(
      judged.map(({ aspect }) => [aspect.label, aspect.kept, aspect.dropReason?.split(':')[0] ?? null]),
      [
        ['battery', true, null],
        ['talked', false, 'nameless'],
        ['parking', false, 'loose'],
        ['river', true, null],
        ['update', true, null],
        ['working order', true, null],
        // 23 of 60 are near; of the middle cluster's all are, and 40 % of that is 24.
        ['garden', false, 'loose'],
        ['music', false, 'small'],
      ],
    );
  });

  it('drops one half of whose near uses are one user’s, whatever others say far from its centre', () => {
    assert.equal(reasonOf([menu(5, 5, 0)]), "one voice: 50 % of its terms are one user's");
    assert.equal(reasonOf([menu(9, 3, 10)]), "one voice: 75 % of its terms are one user's");
    assert.equal(reasonOf([menu(4, 5, 0)]), null);
    // The user's own are far from the centre here, so that nearly all near ones are others'.
    assert.equal(reasonOf([[...menu(1, 20, 0), { text: 'x', times: 30, user: 'one', similarity: 0.4 }]]), null);
  });

  it('drops one half of whose near uses repeat what the same user wrote; the first of each is no repeat', () => {
    assert.equal(reasonOf([signed(6, 2)]), 'repeats: 50 % of its terms stand in clauses that their users repeat');
    assert.equal(reasonOf([signed(5, 4)]), 'repeats: 75 % of its terms stand in clauses that their users repeat');
    assert.equal(reasonOf([signed(40, 1)]), null, 'the same words by many are no signature');
    assert.equal(reasonOf([[...signed(6, 2), ...signed(14, 1).slice(6)]]), null);
    assert.equal(
      reasonOf([signed(6, 2).map((uses) => ({ ...uses, isNumbered: true }))]),
      null,
      'other clauses of the same user',
    );
  });

  it('drops an unnameable one for that only where nothing else is wrong with it', () => {
    assert.match(reasonOf([[{ text: 'we walked and talked', times: 9, user: 'one' }]]) ?? '', /^one voice/u);
  });
});
