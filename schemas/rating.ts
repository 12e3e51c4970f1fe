import { z } from 'zod';

/** What a person judges a dialog by, in the order the page asks. */
export const ratingScales = ['naturalness', 'coherence', 'grounding'] as const;
export type RatingScale = (typeof ratingScales)[number];

/** 1 (bad) to 5 (good). */
export const ScoreSchema = z.number().int().min(1).max(5);

/** Names are shown and stored, never parts of a path. */
export const RaterIdSchema = z.string().trim().min(1).max(80);

/**
 * One person's judgement of one dialog: a line of `<run>/evaluation/ratings/*.jsonl`. A rater who corrects one writes another; the last line of
 * a rater, dialog and `isCheck` is the one that counts.
 */
export const RatingSchema = z.object({
  raterId: RaterIdSchema,
  dialogId: z.string().min(1),
  naturalness: ScoreSchema,
  coherence: ScoreSchema,
  grounding: ScoreSchema,
  comment: z.string().max(5_000),
  /** An attention check: the dialog was shown with a planted defect, so the scores say something of the rater and nothing of the dialog. */
  isCheck: z.boolean(),
  /** ISO 8601, UTC. */
  ratedAt: z.iso.datetime(),
});
export type Rating = z.infer<typeof RatingSchema>;
