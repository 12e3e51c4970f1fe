import assert from 'node:assert/strict';
import { induceAspectModel } from '../../../studio/profiling/induce-aspect-model.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { segmentClauses } from '../../../studio/text/segment-clauses.ts';
import { computeNmi } from '../../fixtures/cluster-agreement.ts';
import { plantedIn, readPlantedReviews } from '../../fixtures/planted-reviews.ts';
import { readTrainingClauses } from './drawn-reviews.ts';

describe('aspects of the planted sample', () => {
  it('are found: terms agree with the planted aspects of their clauses, and each label is a noun of the sample', async function () {
    this.timeout(120_000);
    const reviews = await readPlantedReviews({ domain: 'yelp', users: 25, seed: 7 });
    const clauses = await readTrainingClauses(reviews);
    // The one planted aspect that a clause overlaps; null for none or several.
    const planted = reviews.flatMap((review) =>
      segmentClauses(review.text).map((clause) => {
        const [first, ...others] = new Set(plantedIn(review, clause).flatMap(({ aspect }) => aspect ?? []));
        return first === undefined || others.length > 0 ? null : first;
      }),
    );
    assert.equal(planted.length, clauses.length);
    const { model, aspects, figures } = await induceAspectModel(
      clauses,
      { count: 'auto', minimumSimilarity: 0.5, seed: 11 },
      withoutPause,
    );
    const kept = new Set(aspects.filter((aspect) => aspect.kept).map(({ aspectId }) => aspectId));
    const uses = clauses.flatMap(({ terms }, at) =>
      terms.map(({ head }) => {
        const own = model.heads.get(head);
        return { aspect: planted[at] ?? null, found: own !== undefined && kept.has(own) ? own : undefined };
      }),
    );
    const ofPlanted = uses.filter(({ aspect }) => aspect !== null);
    const pairs = ofPlanted.flatMap(({ aspect, found }): [string, string][] =>
      aspect === null || found === undefined ? [] : [[aspect, found]],
    );
    assert.ok(computeNmi(pairs) > 0.5, `NMI ${computeNmi(pairs)}`);
    assert.ok(pairs.length > 0.4 * ofPlanted.length, `${pairs.length} of ${ofPlanted.length} have an aspect`);
    assert.ok(kept.size >= 8, `${kept.size} aspects kept`);
    assert.ok((figures['info_nce_last'] ?? 0) < (figures['info_nce_first'] ?? 0));
    const labels = aspects.filter((aspect) => aspect.kept).map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length);
    assert.ok(
      labels.includes('parking') && labels.some((label) => /^(wait|price|drink|portion)/u.test(label)),
      labels.join(', '),
    );
  });
});
