import { z } from 'zod';
import { RaterIdSchema, RatingSchema, ScoreSchema } from './rating.ts';

/** What is wrong with a dialog that is shown as an attention check. */
export const PlantedDefectSchema = z.enum(['unrelated-answers', 'repeated-answer', 'reversed-turns']);
export type PlantedDefect = z.infer<typeof PlantedDefectSchema>;

/** What decides who rates which dialog. Fixed when a run's first rater begins: agreement is counted over what all of them rated. */
export const StudySchema = z.strictObject({
  seed: z.number().int(),
  /** Dialogs each rater is given, without the attention checks. */
  dialogs: z.number().int().positive(),
  /** The share of those that every rater is given, in [0, 1]. */
  sharedShare: z.number().min(0).max(1),
  /** Attention checks each rater is given besides. */
  checks: z.number().int().nonnegative(),
  sharedDialogIds: z.array(z.string()),
});
export type Study = z.infer<typeof StudySchema>;

/** One dialog on a rater's list; with a defect it is an attention check. */
export const AssignedDialogSchema = z.strictObject({ dialogId: z.string(), defect: PlantedDefectSchema.nullable() });
export type AssignedDialog = z.infer<typeof AssignedDialogSchema>;

/** A rater's list in the order it is shown. */
export const AssignmentSchema = z.strictObject({ raterId: RaterIdSchema, dialogs: z.array(AssignedDialogSchema) });
export type Assignment = z.infer<typeof AssignmentSchema>;

/** What a person decides of a rating. */
export const JudgementSchema = RatingSchema.pick({
  naturalness: true,
  coherence: true,
  grounding: true,
  comment: true,
});
export type Judgement = z.infer<typeof JudgementSchema>;

/** A judgement that is not finished. */
export const DraftSchema = z.object({
  naturalness: ScoreSchema.nullable(),
  coherence: ScoreSchema.nullable(),
  grounding: ScoreSchema.nullable(),
  comment: RatingSchema.shape.comment,
});
export type Draft = z.infer<typeof DraftSchema>;
