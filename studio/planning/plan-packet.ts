import { z } from 'zod';
import { TrajectoryLabelSchema } from '../../schemas/opinion.ts';
import { CandidateSchema } from '../../schemas/dialog-plan.ts';

/** One aspect mention, without the aspect and the item it hangs under. Times are ISO 8601, UTC. */
const MentionSchema = z.object({
  reviewId: z.string(),
  reviewedAt: z.iso.datetime(),
  charStart: z.number().int(),
  charEnd: z.number().int(),
  sentiment: z.number(),
});
export type PacketMention = z.infer<typeof MentionSchema>;

/** One clause of a review with a stretch of the text around it; see `readable-clause.ts`. */
const ClauseSchema = z.object({
  reviewId: z.string(),
  reviewedAt: z.iso.datetime(),
  rating: z.number(),
  windowStart: z.number().int(),
  window: z.string(),
  charStart: z.number().int(),
  charEnd: z.number().int(),
  term: z.string(),
});

/** What `quotable_clauses.sql` finds on a claim: a clause by somebody else than the dialog's user. */
export const QuotableClauseSchema = ClauseSchema.extend({ userId: z.string(), sentiment: z.number() });
export type QuotableClause = z.infer<typeof QuotableClauseSchema>;

/** A clause of the user's own on an aspect or a term of it (`topicId`), or on none ('a00'). */
export const OwnClauseSchema = ClauseSchema.extend({
  itemId: z.string(),
  itemTitle: z.string(),
  aspectId: z.string(),
  topicId: z.string(),
  sentiment: z.number(),
});
export type OwnClause = z.infer<typeof OwnClauseSchema>;

const OwnMentionSchema = MentionSchema.extend({ itemId: z.string() });

/** One aspect of the temporal profile; `mentions` newest first. */
export const ProfileAspectSchema = z.object({
  aspectId: z.string(),
  label: z.string(),
  share: z.number(),
  sentiment: z.number(),
  mentions: z.array(OwnMentionSchema),
  /** Its terms that the user's own reviews and others' reviews of the target's category share; null where the run lists none of the aspect. */
  terms: z.array(z.object({ topicId: z.string(), label: z.string(), mentions: z.array(OwnMentionSchema) })).nullable(),
});
export type ProfileAspect = z.infer<typeof ProfileAspectSchema>;

/** One aspect of the target review, with the mean sentiment of its mentions. */
export const IntentAspectSchema = z.object({
  aspectId: z.string(),
  label: z.string(),
  sentiment: z.number(),
  /** As of the profile: those that the target review speaks of. */
  terms: z.array(z.object({ topicId: z.string(), label: z.string(), sentiment: z.number() })).nullable(),
});
export type IntentAspect = z.infer<typeof IntentAspectSchema>;

/** One row of trajectories_as_of; `evidence` newest first. */
export const TrajectorySchema = z.object({
  aspectId: z.string(),
  /** Null for an aspect of which no word stands for all that was said. */
  label: z.string().nullable(),
  n: z.number().int(),
  positive: z.number().int(),
  negative: z.number().int(),
  level: z.number(),
  trend: TrajectoryLabelSchema,
  firstMonth: z.iso.date(),
  /**
   * Mentions of the term by others in earlier reviews of the target's category, 0 for one that is not among what they mostly speak of; null where no
   * terms of the aspect are known. Told of the target's own terms.
   */
  ofCategory: z.number().int().nullable().optional(),
  evidence: z.array(MentionSchema),
});
export type Trajectory = z.infer<typeof TrajectorySchema>;

export const PacketCandidateSchema = CandidateSchema.omit({ claims: true, remarks: true }).extend({
  rank: z.number().int(),
  /** The item's categories from the widest to the most specific, where its source has such a path; else empty. */
  path: z.array(z.string()),
  trajectories: z.array(TrajectorySchema),
});
export type PacketCandidate = z.infer<typeof PacketCandidateSchema>;

/** All that is known of one target interaction as of its time: what `plan_packets.sql` makes and `buildDialogPlan` takes. */
export const PlanPacketSchema = z.object({
  dialogId: z.string(),
  userId: z.string(),
  targetItemId: z.string(),
  asOf: z.iso.datetime(),
  keptAspects: z.number().int(),
  behaviour: z.object({
    reviews: z.number().int(),
    meanWords: z.number(),
    communityMeanWords: z.number().nullable(),
    lowRatings: z.number().int(),
    mentions: z.number().int(),
    negativeMentions: z.number().int(),
  }),
  /** Beginnings of the user's newest earlier reviews. */
  writing: z.array(z.string()),
  ownClauses: z.array(OwnClauseSchema),
  profile: z.array(ProfileAspectSchema),
  intent: z.array(IntentAspectSchema),
  /** Words of the target's title, by how many titles of its category hold them; see `title_grams.sql`. */
  titleGrams: z.array(z.object({ gram: z.string(), items: z.number().int() })),
  candidates: z.array(PacketCandidateSchema),
});
export type PlanPacket = z.infer<typeof PlanPacketSchema>;
