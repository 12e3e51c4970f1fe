import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRelations } from '../reading/check-relations.ts';
import { readDialogIn } from '../reading/read-dialog.ts';
import type { CitedEvidence } from '../reading/read-dialog.ts';
import { cutReview, readCitedReviews, readUserReviews, toShownClaim } from '../reading/read-reviews.ts';
import type { CitedReview } from '../reading/read-reviews.ts';
import type { ShownEvidence } from '../reading/shown-review.ts';
import type { ShownDialog } from './shown-dialog.ts';

/** One dialog with the user's history, and with the claims and evidence behind each turn. Throws RunFolderUnusable. */
export const readShownDialog = (run: RunFolder, dialogId: string): Promise<ShownDialog> =>
  withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    const { plan, turns } = await readDialogIn(db, run, dialogId);
    await openRelations(db, run, ['reviews', 'items', 'targets']);
    const reviewIds = turns.flatMap(({ evidence }) => evidence.map(({ reviewId }) => reviewId));
    const cited = await readCitedReviews(db, reviewIds);
    return {
      asOf: plan.asOf,
      turns: turns.map(({ turn, speaker, text, evidence }) => ({
        speaker,
        text,
        claims: (speaker === 'system' ? (plan.turns[turn]?.slots.claims ?? []) : []).map((claim) =>
          toShownClaim(claim, plan),
        ),
        evidence: evidence.map((mention) => toShownEvidence(mention, cited.get(mention.reviewId))),
      })),
      ...(await readUserReviews(db, dialogId)),
    };
  });

function toShownEvidence(mention: CitedEvidence, review: CitedReview | undefined): ShownEvidence {
  const { side, reviewedAt, sentiment, label, itemId, charStart, charEnd } = mention;
  const title = review?.title ?? itemId;
  return { side, reviewedAt, sentiment, label, title, review: cutReview(review, charStart, charEnd) };
}
