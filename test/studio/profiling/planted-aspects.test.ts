import assert from 'node:assert/strict';
import { z } from 'zod';
import { generateSample } from '../../../datasets/sample/generate-sample.ts';
import { createFindAspects } from '../../../studio/profiling/find-aspects.ts';
import { induceAspectModel } from '../../../studio/profiling/induce-aspect-model.ts';
import { withoutPause } from '../../../studio/profiling/pause.ts';
import { segmentClauses } from '../../../studio/text/segment-clauses.ts';
import { computeNmi } from '../../fixtures/cluster-agreement.ts';

const ReviewSchema = z.object({ review_id: z.string(), text: z.string() });
const PlantedSchema = z.object({
  review_id: z.string(),
  char_start: z.number(),
  char_end: z.number(),
  aspect: z.string().nullable(),
});

interface PlantedClause {
  reviewId: string;
  text: string;
  /** The one planted aspect that the clause overlaps; null for none or several. */
  aspect: string | null;
}

/** Clauses of a generated sample, cut by the project and matched to the planted truth by their spans. */
function readPlantedClauses(users: number): PlantedClause[] {
  const texts = new Map<string, string>();
  const planted = new Map<string, z.infer<typeof PlantedSchema>[]>();
  for (const { file, line } of generateSample({ domain: 'yelp', users, seed: 7, defects: 0 }).lines()) {
    if (file === 'truth/clauses.jsonl') {
      const clause = PlantedSchema.parse(JSON.parse(line));
      planted.set(clause.review_id, [...(planted.get(clause.review_id) ?? []), clause]);
    } else if (file === 'yelp_academic_dataset_review.json') {
      const review = ReviewSchema.parse(JSON.parse(line));
      texts.set(review.review_id, review.text);
    }
  }
  return [...texts].flatMap(([reviewId, text]) =>
    segmentClauses(text).map((clause) => {
      const met = (planted.get(reviewId) ?? []).filter(
        (span) => span.char_start < clause.charEnd && span.char_end > clause.charStart,
      );
      const aspects = new Set(met.flatMap(({ aspect }) => aspect ?? []));
      const [only] = aspects;
      return { reviewId, text: clause.text, aspect: aspects.size === 1 ? (only ?? null) : null };
    }),
  );
}

describe('aspects of the planted sample', () => {
  it('are found: mentions agree with the planted aspects, and each label is a noun of the sample', async function () {
    this.timeout(120_000);
    const clauses = readPlantedClauses(25);
    const { model, aspects, figures } = await induceAspectModel(
      clauses,
      { count: 'auto', minimumSimilarity: 0.5, seed: 11 },
      withoutPause,
    );
    const kept = new Set(aspects.filter((aspect) => aspect.kept).map(({ aspectId }) => aspectId));
    const findAspects = createFindAspects(model, kept, 0.5);
    const pairs = clauses.flatMap(({ text, aspect }): [string, string][] => {
      const [found] = findAspects(text);
      return aspect === null || found === undefined ? [] : [[aspect, found.aspectId]];
    });
    const planted = clauses.filter(({ aspect }) => aspect !== null).length;
    assert.ok(computeNmi(pairs) > 0.5, `NMI ${computeNmi(pairs)}`);
    assert.ok(pairs.length > 0.4 * planted, `${pairs.length} of ${planted} planted clauses have an aspect`);
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
