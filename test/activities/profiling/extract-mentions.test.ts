import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cutReviews } from '../../../activities/profiling/cut-reviews.ts';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { extractMentions } from '../../../activities/profiling/extract-mentions.ts';
import { aspectModelPath, induceAspects } from '../../../activities/profiling/induce-aspects.ts';
import { openParts } from '../../../infra/threads/open-parts.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, replaceReviews, runStage, writeRelation } from '../../studio/profiling/profiled-run.ts';

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
        `select aspect_id, label, top_terms, clauses, coherence, aspect_id = 'a02' as kept, drop_reason from read_parquet('${dropped.run.relationPath('aspects')}')`,
      );
      await runStage(dropped, extractMentions);
      assert.deepEqual(await queryRun(dropped, ['mentions'], 'select distinct aspect_id from mentions'), [
        { aspect_id: 'a02' },
      ]);
    } finally {
      await dropped.remove();
    }
  });

  it('scores by what the earlier half of the stars taught, when asked to, and says how well that went', async () => {
    const learned = await createRunOf(drawReviews(400, 4), { ...config, sentiment: { scorer: 'learned' } });
    try {
      await runStage(learned, cutReviews);
      await runStage(learned, induceAspects);
      const { figures } = await runStage(learned, extractMentions);
      const drawn = Number(figures['sentiment_training_reviews']);
      assert.ok(drawn > 100 && drawn < 200);
      assert.ok(Number(figures['sentiment_held_out_accuracy']) > 0.9);
      const [means] = await queryRun(
        learned,
        ['mentions', 'clauses'],
        `select avg(sentiment) filter (where contains(text, 'wonderful')) > 0.3 as praises,
           avg(sentiment) filter (where contains(text, 'awful')) < -0.3 as complains
         from mentions join clauses using (review_id, clause_no)`,
      );
      assert.deepEqual(means, { praises: true, complains: true });
    } finally {
      await learned.remove();
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

const relationOf = (test: TestRun): Promise<Buffer> => readFile(test.run.relationPath('mentions'));

describe('extractMentions in partitions', () => {
  /** One a day from 2020 on: four years, each a partition. */
  const years = drawReviews(1300, 9);
  let full: TestRun;
  before(async () => {
    full = await createRunOf(years, config);
    await runStage(full, cutReviews);
    await runStage(full, induceAspects);
    const { figures } = await runStage(full, extractMentions);
    assert.deepEqual([figures['partitions'], figures['partitions_made']], [4, 4]);
  });
  after(() => full.remove());

  /** A run of other reviews that has the aspects of the full one, so that they do not differ by what was drawn for training. */
  async function createRunWithAspects(reviews: typeof years, settings: object = config): Promise<TestRun> {
    const test = await createRunOf(reviews, settings);
    await runStage(test, cutReviews);
    await mkdir(dirname(test.run.path(aspectModelPath)), { recursive: true });
    await writeFile(test.run.path(aspectModelPath), await readFile(full.run.path(aspectModelPath)));
    await writeRelation(test, 'aspects', `from read_parquet('${full.run.relationPath('aspects')}')`);
    return test;
  }

  it('gives the same file on one thread and on several, and whatever the order of the reviews', async function () {
    // Threads take seconds to start where the cores are busy.
    this.timeout(120_000);
    for (const threads of [1, 2]) {
      const test = await createRunWithAspects(threads === 1 ? years.toReversed() : years);
      const deps: Dependencies = { ...test.deps, openParts: (run) => openParts(run, threads, 1) };
      try {
        await runStage({ ...test, deps }, extractMentions);
        assert.ok((await relationOf(test)).equals(await relationOf(full)));
      } finally {
        await test.remove();
      }
    }
  });

  it('makes only the partitions that a killed worker had not finished', async () => {
    const test = await createRunWithAspects(years);
    const cancellation = new AbortController();
    const deps: Dependencies = {
      ...test.deps,
      cancellation: () => cancellation.signal,
      heartbeat: (details) => {
        if (JSON.stringify(details).includes('2 of 4 partitions')) cancellation.abort();
      },
    };
    try {
      await assert.rejects(runStage({ ...test, deps }, extractMentions), { name: 'AbortError' });
      const { figures } = await runStage(test, extractMentions);
      assert.equal(figures['partitions_made'], 2);
      assert.ok((await relationOf(test)).equals(await relationOf(full)));
    } finally {
      await test.remove();
    }
  });

  it('reads only the partitions that appended reviews fall into, and gives what a full run gives', async () => {
    const test = await createRunWithAspects(years.slice(0, 1200));
    try {
      await runStage(test, extractMentions);
      await replaceReviews(test, years);
      await runStage(test, cutReviews);
      const { figures } = await runStage(test, extractMentions);
      assert.equal(figures['partitions_made'], 1);
      assert.ok((await relationOf(test)).equals(await relationOf(full)));
    } finally {
      await test.remove();
    }
  });

  it('makes every partition again when a setting that decides mentions changes, and clauses that went away', async () => {
    const test = await createRunWithAspects(years, { ...config, sentiment: { starWeight: 0 } });
    try {
      await rm(test.run.path('work/parts'), { recursive: true });
      const { figures } = await runStage(test, extractMentions);
      assert.equal(figures['partitions_made'], 4);
      assert.ok(!(await relationOf(test)).equals(await relationOf(full)));
    } finally {
      await test.remove();
    }
  });
});
