import assert from 'node:assert/strict';
import type { StudioFailure } from '../../../schemas/failure.ts';
import { encodeAspectModel } from '../../../studio/profiling/aspect-model.ts';
import { induceAspectModel } from '../../../studio/profiling/induce-aspect-model.ts';
import type { TrainingClause } from '../../../studio/profiling/induce-aspect-model.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { drawReviews, readTrainingClauses, topics } from './drawn-reviews.ts';

const topicOf = (head: string): number => topics.findIndex(({ nouns }) => nouns.includes(head));

const options = { count: 3, minimumSimilarity: 0.4, seed: 1 };

describe('induceAspectModel', () => {
  let clauses: TrainingClause[];
  before(async () => {
    clauses = await readTrainingClauses(drawReviews(120, 4));
  });

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

  it('gives each term to the aspect of its topic, wherever it stands', async () => {
    const {
      aspects,
      model: { heads: aspectOf },
    } = await induceAspectModel(clauses, options, withoutPause);
    const heads = topics.flatMap(({ nouns }) => nouns);
    assert.deepEqual([...aspectOf.keys()].filter((head) => topicOf(head) >= 0).toSorted(), heads.toSorted());
    for (const head of heads) {
      for (const other of heads) {
        assert.equal(aspectOf.get(head) === aspectOf.get(other), topicOf(head) === topicOf(other), `${head}, ${other}`);
      }
    }
    const uses = clauses.flatMap(({ terms }) => terms).length;
    assert.equal(
      aspects.reduce((sum, { clauses: own }) => sum + own, 0),
      uses,
    );
  });

  it('says what is missing when the clauses judge too few things', async () => {
    const remedy = /^Aspects are found in English text.* more of them with text\.$/u;
    const failure = { name: 'DatasetMalformed', message: 'nothing that the reviews judge recurs in English words' };
    const strangers: TrainingClause[] = [{ reviewId: 'r', userId: 'u', text: 'nothing in common', terms: [] }];
    const silent: TrainingClause[] = clauses.map((clause) => ({ ...clause, terms: [] }));
    for (const given of [strangers, silent]) {
      await assert.rejects(induceAspectModel(given, options, withoutPause), (error: StudioFailure) => {
        assert.deepEqual({ name: error.name, message: error.message }, failure);
        assert.match(String(error.details['remedy']), remedy);
        return true;
      });
    }
  });
});
