import assert from 'node:assert/strict';
import { encodeAspectModel } from '../../../studio/profiling/aspect-model.ts';
import { induceAspectModel } from '../../../studio/profiling/induce-aspect-model.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { drawReviews } from './drawn-reviews.ts';
import { segmentClauses } from '../../../studio/text/segment-clauses.ts';

const clauses = drawReviews(120, 4).flatMap(({ reviewId, text }) =>
  segmentClauses(text).map((clause) => ({ reviewId, text: clause.text })),
);
const options = { count: 3, minimumSimilarity: 0.4, seed: 1 };

describe('induceAspectModel', () => {
  it('finds the topics that the clauses were drawn from, named by their nouns', async () => {
    const { aspects } = await induceAspectModel(clauses, options, withoutPause);
    const labels = aspects.map(({ label, kept }) => [label, kept]);
    assert.equal(aspects.length, 3);
    for (const [nouns, topic] of [
      [['battery', 'charger', 'charge', 'cable'], 'battery'],
      [['waiter', 'server', 'table', 'menu'], 'service'],
      [['screen', 'display', 'colors', 'pixels'], 'screen'],
    ] as const) {
      assert.equal(
        labels.filter(([label, kept]) => kept === true && nouns.some((noun) => noun === label)).length,
        1,
        topic,
      );
    }
  });

  it('gives the same model for the same seed', async () => {
    const [first, second] = [
      await induceAspectModel(clauses, options, withoutPause),
      await induceAspectModel(clauses, options, withoutPause),
    ];
    assert.deepEqual(second.aspects, first.aspects);
    assert.deepEqual(encodeAspectModel(second.model), encodeAspectModel(first.model));
  });

  it('says what is missing when the clauses share too few words', async () => {
    const strangers = [{ reviewId: 'r', text: 'nothing in common' }];
    await assert.rejects(induceAspectModel(strangers, options, withoutPause), {
      name: 'DatasetMalformed',
      message: 'only 0 clauses of the reviews share words with others',
    });
  });
});
