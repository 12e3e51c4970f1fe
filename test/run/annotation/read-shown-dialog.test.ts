import assert from 'node:assert/strict';
import { readShownDialog } from '../../../run/annotation/read-shown-dialog.ts';
import { asOf } from '../../fixtures/dialog-plan.ts';
import { createAnnotatedRun, script } from './annotated-run.ts';
import type { AnnotatedRun } from './annotated-run.ts';

describe('readShownDialog', () => {
  let fixture: AnnotatedRun;
  before(async () => {
    fixture = await createAnnotatedRun(3);
  });
  after(() => fixture.remove());

  it('shows what was said, what it rests on, and the user’s reviews before now', async () => {
    for (const [dialogId, words] of [...fixture.words].slice(0, 3)) {
      const { turns, history, target, asOf: now } = await readShownDialog(fixture.run, dialogId);
      assert.equal(turns.map(({ text }) => text).join('\n'), words);
      assert.equal(now, asOf);
      assert.equal(history.total, history.reviews.length);
      assert.ok(history.reviews.length > 0);
      const times = history.reviews.map(({ reviewedAt }) => reviewedAt);
      assert.ok(times.every((time) => time < asOf));
      assert.deepEqual(times, times.toSorted().toReversed());
      assert.deepEqual([target?.reviewedAt, target?.rating, target?.text], [asOf, 5, `${script} Loved it.`]);
      const evidence = turns.flatMap((turn) => turn.evidence);
      assert.ok(evidence.some(({ side }) => side === 'user') && evidence.some(({ side }) => side === 'community'));
      for (const { review, reviewedAt } of evidence) {
        assert.ok(reviewedAt < asOf);
        assert.ok(review !== null && review.span !== '' && !/\p{Surrogate}/u.test(review.before + review.span));
        // Half a character at a cut would not come back.
        assert.match(review.before + review.span + review.after, /^<script>.*🍕/u);
      }
      const claims = turns.filter((turn) => turn.claims.length > 0);
      assert.ok(claims.length > 0 && claims.every(({ speaker }) => speaker === 'system'));
    }
  });
});
