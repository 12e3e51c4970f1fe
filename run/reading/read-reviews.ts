import { z } from 'zod';
import type { Database } from '../../activities/dependencies.ts';
import type { Claim } from '../../schemas/claim.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import type { CutReview, ShownClaim, UserReviews } from './shown-review.ts';

/** Longest history that is shown: its newest reviews. */
const shownReviews = 40;

const ShownReviewSchema = z.object({ title: z.string(), rating: z.number(), reviewedAt: z.string(), text: z.string() });

const CitedReviewSchema = ShownReviewSchema.pick({ title: true, rating: true, text: true }).extend({
  reviewId: z.string(),
});
export type CitedReview = z.infer<typeof CitedReviewSchema>;

/** Reviews by their ids; one that is not in the run is missing. Views over `reviews` and `items` must be open. */
export async function readCitedReviews(db: Database, reviewIds: Iterable<string>): Promise<Map<string, CitedReview>> {
  const rows = await db.rows(await readSql('run/reading/cited_reviews.sql'), {
    reviewIds: JSON.stringify([...new Set(reviewIds)]),
  });
  return new Map(
    rows.map((row) => {
      const review = CitedReviewSchema.parse(row);
      return [review.reviewId, review];
    }),
  );
}

/** Cuts a review at a span of code points, end exclusive; null without a review. */
export function cutReview(review: CitedReview | undefined, charStart: number, charEnd: number): CutReview | null {
  if (review === undefined) return null;
  const points = Array.from(review.text);
  const cut = (from: number, to?: number): string => points.slice(from, to).join('');
  return { rating: review.rating, before: cut(0, charStart), span: cut(charStart, charEnd), after: cut(charEnd) };
}

const HistoryRowSchema = ShownReviewSchema.extend({ total: z.number().int() });

/** What the user of a dialog wrote before it, and the review that it re-enacts. Views over `targets`, `reviews` and `items` must be open. */
export async function readUserReviews(db: Database, dialogId: string): Promise<UserReviews> {
  const values = { dialogId, limit: shownReviews };
  const rows = (await db.rows(await readSql('run/reading/history_reviews.sql'), values)).map((row) =>
    HistoryRowSchema.parse(row),
  );
  const [target] = await db.rows(await readSql('run/reading/target_reviews.sql'), { dialogId });
  return {
    history: { total: rows[0]?.total ?? 0, reviews: rows.map(({ total: _total, ...review }) => review) },
    target: target === undefined ? null : ShownReviewSchema.parse(target),
  };
}

/** A claim with the item's title instead of its id. */
export function toShownClaim(claim: Claim, { candidates }: Pick<DialogPlan, 'candidates'>): ShownClaim {
  const { itemId, label, n, positive, negative, trend, since } = claim;
  const title = candidates.find((candidate) => candidate.itemId === itemId)?.title ?? itemId;
  return { title, label, n, positive, negative, trend, since };
}
