import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { drawFrom, isLucky } from './random.ts';
import { createReviewId } from './review-id.ts';
import type { ReviewRecord, SampleFormat } from './format.ts';
import type { OddityKind, WrittenReview } from './written-review.ts';

/** What is wrong, on purpose, with a row that was added; the clean rows stay as they are. */
export const brokenRowKinds = [
  'truncated_row',
  'rating_out_of_range',
  'unreadable_timestamp',
  'missing_user_id',
  'duplicate_row',
  'missing_item',
] as const;

export type BrokenRowKind = (typeof brokenRowKinds)[number];

export interface PlantedDefect {
  readonly kind: BrokenRowKind | OddityKind;
  /** 1-based line in the file of reviews; a CSV's header is line 1. */
  readonly line: number;
  readonly reviewId: string;
}

/** Share of reviews whose text is escaped as HTML, of the share of defective rows. */
const escapedShare = 0.4;

export function drawIsEscaped(rng: RandomGenerator, defects: number): boolean {
  return isLucky(rng, defects * escapedShare);
}

export function drawBrokenRowKind(rng: RandomGenerator, defects: number): BrokenRowKind | null {
  return isLucky(rng, defects) ? drawFrom(rng, brokenRowKinds) : null;
}

/** A broken copy of a clean row under an id of its own, or, as a duplicate, the very same row again. */
export function breakRow(
  kind: Exclude<BrokenRowKind, 'missing_item'>,
  review: WrittenReview,
  format: SampleFormat,
  rng: RandomGenerator,
): WrittenReview {
  if (kind === 'duplicate_row') return review;
  const record = { ...review.record, reviewId: createReviewId(rng), ...bendFields(kind, rng) };
  const row = format.writeReview(record, rng);
  return { ...review, record, row: kind === 'truncated_row' ? format.truncate(row) : row };
}

function bendFields(kind: BrokenRowKind, rng: RandomGenerator): Partial<ReviewRecord> {
  if (kind === 'rating_out_of_range') return { rating: drawFrom(rng, [0, 6, 9]) };
  if (kind === 'unreadable_timestamp') return { reviewedAtMs: null };
  return kind === 'missing_user_id' ? { userId: '' } : {};
}
