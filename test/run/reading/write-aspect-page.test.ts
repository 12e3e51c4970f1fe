import assert from 'node:assert/strict';
import { buildTrajectories } from '../../../activities/profiling/build-trajectories.ts';
import { cutReviews } from '../../../activities/profiling/cut-reviews.ts';
import { extractMentions } from '../../../activities/profiling/extract-mentions.ts';
import { induceAspects } from '../../../activities/profiling/induce-aspects.ts';
import { writeAspectPage } from '../../../run/reading/write-aspect-page.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, runStage } from '../../studio/profiling/profiled-run.ts';

describe('writeAspectPage', () => {
  it('shows every aspect with clauses of different reviews, and trajectories with their evidence', async () => {
    const reviews = drawReviews(120, 4);
    const test = await createRunOf(reviews, { aspects: { count: 3, minimumSimilarity: 0.4 } });
    try {
      await assert.rejects(writeAspectPage(test.run), { name: 'RunFolderUnusable', message: /has no aspects yet/u });
      for (const stage of [cutReviews, induceAspects, extractMentions, buildTrajectories]) await runStage(test, stage);
      const path = await writeAspectPage(test.run);
      assert.equal(path, test.run.path('pages/aspects.md'));
      const page = (await test.run.readText('pages/aspects.md')) ?? '';
      const aspects = page.split('# Trajectories')[0]?.split('\n## ').slice(1) ?? [];
      assert.equal(aspects.length, 3);
      for (const aspect of aspects) {
        const shown = [...aspect.matchAll(/^- “(.+)” \(review (r\d+), (\d+) to (\d+)\)$/gmu)];
        assert.equal(new Set(shown.map(([, , reviewId]) => reviewId)).size, 5);
        for (const [, text, reviewId, start, end] of shown) {
          const review = reviews.find((known) => known.reviewId === reviewId);
          assert.equal(text, review?.text.slice(Number(start), Number(end)));
        }
      }
      const trajectories = page.split('# Trajectories')[1]?.split('\n## ').slice(1) ?? [];
      assert.ok(trajectories.length >= 1 && trajectories.length <= 3);
      for (const trajectory of trajectories) {
        const months = [...trajectory.matchAll(/^\| (\d{4}-\d\d) \|/gmu)].map(([, month]) => month);
        const cited = [...trajectory.matchAll(/^- (\d{4}-\d\d), /gmu)].map(([, month]) => month);
        assert.deepEqual(new Set(cited), new Set(months));
      }
    } finally {
      await test.remove();
    }
  });
});
