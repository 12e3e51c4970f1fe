import { z } from 'zod';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import type { Claim } from '../../schemas/claim.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRelations } from '../reading/check-relations.ts';
import { readDialog } from '../reading/read-dialog.ts';
import type { CitedEvidence, FoundDialog } from '../reading/read-dialog.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import type { ShownClaim, ShownDialog, ShownEvidence, ShownReview } from './shown-dialog.ts';

/** Longest history that is shown: its newest reviews. */
const shownReviews = 40;

/** One dialog with the user's history, and with the claims and evidence behind each turn. Throws RunFolderUnusable. */
export async function readShownDialog(run: RunFolder, dialogId: string): Promise<ShownDialog> {
  const dialog = await readDialog(run, dialogId);
  return withDatabase({ memoryLimitMb: 1024 }, async (db) => {
    await openRelations(db, run, ['reviews', 'items', 'targets']);
    const cited = await readCitedReviews(db, dialog);
    return {
      asOf: dialog.plan.asOf,
      turns: dialog.turns.map(({ turn, speaker, text, evidence }) => ({
        speaker,
        text,
        claims: (speaker === 'system' ? (dialog.plan.turns[turn]?.slots.claims ?? []) : []).map((claim) =>
          toShownClaim(claim, dialog),
        ),
        evidence: evidence.map((mention) => toShownEvidence(mention, cited.get(mention.reviewId))),
      })),
      history: await readHistory(db, dialogId),
      target: await readTargetReview(db, dialogId),
    };
  });
}

const ShownReviewSchema = z.object({ title: z.string(), rating: z.number(), reviewedAt: z.string(), text: z.string() });

const CitedReviewSchema = ShownReviewSchema.pick({ title: true, rating: true, text: true }).extend({
  reviewId: z.string(),
});
type CitedReview = z.infer<typeof CitedReviewSchema>;

async function readCitedReviews(db: Database, { turns }: FoundDialog): Promise<Map<string, CitedReview>> {
  const reviewIds = [...new Set(turns.flatMap(({ evidence }) => evidence.map(({ reviewId }) => reviewId)))];
  const rows = await db.rows(await readSql('run/annotation/cited_reviews.sql'), {
    reviewIds: JSON.stringify(reviewIds),
  });
  return new Map(
    rows.map((row) => {
      const review = CitedReviewSchema.parse(row);
      return [review.reviewId, review];
    }),
  );
}

function toShownEvidence(mention: CitedEvidence, cited: CitedReview | undefined): ShownEvidence {
  const { side, reviewedAt, sentiment, label, itemId, charStart, charEnd } = mention;
  const points = Array.from(cited?.text ?? '');
  const cut = (from: number, to?: number): string => points.slice(from, to).join('');
  const review = cited && {
    rating: cited.rating,
    before: cut(0, charStart),
    span: cut(charStart, charEnd),
    after: cut(charEnd),
  };
  return { side, reviewedAt, sentiment, label, title: cited?.title ?? itemId, review: review ?? null };
}

function toShownClaim(claim: Claim, { plan }: FoundDialog): ShownClaim {
  const { itemId, label, n, positive, negative, trend, since } = claim;
  const title = plan.candidates.find((candidate) => candidate.itemId === itemId)?.title ?? itemId;
  return { title, label, n, positive, negative, trend, since };
}

const HistoryRowSchema = ShownReviewSchema.extend({ total: z.number().int() });

async function readHistory(db: Database, dialogId: string): Promise<ShownDialog['history']> {
  const values = { dialogId, limit: shownReviews };
  const rows = (await db.rows(await readSql('run/annotation/history_reviews.sql'), values)).map((row) =>
    HistoryRowSchema.parse(row),
  );
  return { total: rows[0]?.total ?? 0, reviews: rows.map(({ total: _total, ...review }) => review) };
}

async function readTargetReview(db: Database, dialogId: string): Promise<ShownReview | null> {
  const [row] = await db.rows(await readSql('run/annotation/target_reviews.sql'), { dialogId });
  return row === undefined ? null : ShownReviewSchema.parse(row);
}
