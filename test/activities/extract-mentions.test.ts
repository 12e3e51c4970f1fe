import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { cutReviews } from '../../activities/cut-reviews.ts';
import { extractMentions } from '../../activities/extract-mentions.ts';
import { aspectModelPath, induceAspects } from '../../activities/induce-aspects.ts';
import type { TestRun } from '../doubles/dependencies.ts';
import { drawReviews } from '../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, runStage, writeRelation } from '../studio/profiling/profiled-run.ts';

const config = { aspects: { count: 3, minimumSimilarity: 0.4 }, sentiment: { starWeight: 0.35 } };

describe('extractMentions', () => {
  let test: TestRun;
  before(async () => {
    test = await createRunOf(drawReviews(120, 4), config);
    await runStage(test, cutReviews);
    await runStage(test, induceAspects);
  });
  after(() => test.remove());

  it('gives clauses their aspect, place and sentiment', async () => {
    const report = await runStage(test, extractMentions);
    const [checks] = await queryRun(
      test,
      ['mentions', 'clauses', 'reviews', 'aspects'],
      `select
         count(*) as mentions,
         count(*) filter (where substring(reviews.text, char_start + 1, char_end - char_start) = clauses.text) as spans,
         count(*) filter (where mentions.user_id = reviews.user_id and mentions.item_id = reviews.item_id and mentions.reviewed_at = reviews.reviewed_at) as copies,
         count(distinct mention_id) as ids,
         min(similarity) >= 0.4 as is_near,
         avg(sentiment) filter (where contains(clauses.text, 'wonderful')) > 0.3 as praises,
         avg(sentiment) filter (where contains(clauses.text, 'awful')) < -0.3 as complains,
         count(distinct aspects.label) filter (where contains(clauses.text, 'battery') or contains(clauses.text, 'charger')) as battery_aspects
       from mentions
       join reviews using (review_id)
       join clauses using (review_id, clause_no, char_start, char_end)
       join aspects using (aspect_id)`,
    );
    const mentions = report.rows['mentions'];
    assert.ok(mentions !== undefined && mentions > 300);
    assert.deepEqual(checks, {
      mentions,
      spans: mentions,
      copies: mentions,
      ids: mentions,
      is_near: true,
      praises: true,
      complains: true,
      battery_aspects: 1,
    });
    assert.deepEqual(report.steps, [{ step: 'clauses to mentions', rowsIn: 360, rowsOut: mentions }]);
    assert.equal(report.figures['review_coverage'], 1);
  });

  it('finds no mention of an aspect that was dropped', async () => {
    const dropped = await createRunOf(drawReviews(120, 4), config);
    try {
      await runStage(dropped, cutReviews);
      await runStage(dropped, induceAspects);
      await writeRelation(
        dropped,
        'aspects',
        `select aspect_id, label, top_terms, clauses, aspect_id = 'a02' as kept, drop_reason from read_parquet('${dropped.run.relationPath('aspects')}')`,
      );
      await runStage(dropped, extractMentions);
      assert.deepEqual(await queryRun(dropped, ['mentions'], 'select distinct aspect_id from mentions'), [
        { aspect_id: 'a02' },
      ]);
    } finally {
      await dropped.remove();
    }
  });

  it('fails with what to do when the model is gone or broken', async () => {
    const broken = await createRunOf(drawReviews(60, 4), config);
    try {
      await runStage(broken, cutReviews);
      await runStage(broken, induceAspects);
      await broken.run.writeBytes(aspectModelPath, Buffer.from('????'));
      await assert.rejects(runStage(broken, extractMentions), {
        name: 'RunFolderUnusable',
        message: /aspect-model\.bin cannot be read/,
      });
      await rm(broken.run.path(aspectModelPath));
      await assert.rejects(runStage(broken, extractMentions), {
        name: 'RunFolderUnusable',
        message: /aspect-model\.bin is missing/,
      });
    } finally {
      await broken.remove();
    }
  });
});
