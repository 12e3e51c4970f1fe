import { z } from 'zod';
import { ClaimSchema } from './claim.ts';
import { EvidenceSchema } from './evidence.ts';
import { StanceSchema } from './opinion.ts';
import { OutcomeSchema } from './outcome.ts';
import { PersonaSchema } from './persona.ts';
import { MemorySchema, RemarkSchema } from './quote.ts';
import { ActSchema, SpeakerSchema, SuperNodeNameSchema } from './super-node.ts';

/** An aspect the user speaks of: how the user feels about it in past reviews and why it is in the dialog. */
export const AspectWishSchema = z.object({
  aspectId: z.string(),
  /** What the user speaks of: a term of the aspect (`a01.burger`), or the aspect itself. A claim on the same topic answers the wish. */
  topicId: z.string(),
  label: z.string(),
  /** `profile`: from earlier reviews, with evidence; `intent`: from the target review, which is never cited, or from what others praise of the target that the user chose. */
  source: z.enum(['profile', 'intent']),
  /** Share of the user's decayed mentions, 0 for an aspect known from the intent only. */
  share: z.number().min(0).max(1),
  /** The user's decayed sentiment in [-1, 1]: negative means past disappointments. */
  sentiment: z.number().min(-1).max(1),
  polarity: StanceSchema,
  evidence: z.array(EvidenceSchema),
});
export type AspectWish = z.infer<typeof AspectWishSchema>;

const TopicNameSchema = z.object({ aspectId: z.string(), topicId: z.string(), label: z.string() });
export type TopicName = z.infer<typeof TopicNameSchema>;

/** What speaks against an item: a claim that disappoints or, without one, a wish of which no earlier review of it speaks. */
export const DoubtSchema = z.object({ about: TopicNameSchema, claim: ClaimSchema.nullable() });
export type Doubt = z.infer<typeof DoubtSchema>;

/** What a turn must carry; which slots an act needs is listed in `studio/planning/acts.ts`. */
export const TurnSlotsSchema = z.object({
  category: z.string().optional(),
  itemId: z.string().optional(),
  title: z.string().optional(),
  price: z.number().nullable().optional(),
  wishes: z.array(AspectWishSchema).optional(),
  claims: z.array(ClaimSchema).optional(),
  /** What somebody wrote of the item that is recommended, besides its claims. */
  remarks: z.array(RemarkSchema).optional(),
  /** The topic a question, a refusal or an acceptance is about. An acceptance without one is a guess. */
  about: TopicNameSchema.optional(),
  /** Wishes the user spoke of, of which no earlier review of the item speaks: the system says so. */
  unknown: z.array(TopicNameSchema).optional(),
  /** Wishes the user spoke of and is going to ask about, of which no earlier review speaks: the recommendation leaves them to the question. */
  askedNext: z.array(TopicNameSchema).optional(),
  /** What a user takes an item in spite of, wants to think about, or leaves for. */
  doubt: DoubtSchema.optional(),
  /** The item that a comparison sets beside the one on the table; `claims` holds a claim of each. */
  other: z.object({ itemId: z.string(), title: z.string() }).optional(),
  /** The wish that the user drops, or goes without at an acceptance, as no review speaks of it. */
  dropped: TopicNameSchema.optional(),
  /** The user's own earlier reviews of the item that the user knows already. */
  ownReviews: z.number().int().positive().optional(),
  /** How the dialog ended, for its last turn. */
  outcome: OutcomeSchema.optional(),
});
export type TurnSlots = z.infer<typeof TurnSlotsSchema>;

export const PlannedTurnSchema = z.object({
  turn: z.number().int().nonnegative(),
  speaker: SpeakerSchema,
  superNode: SuperNodeNameSchema,
  act: ActSchema,
  slots: TurnSlotsSchema,
  evidence: z.array(EvidenceSchema),
});
export type PlannedTurn = z.infer<typeof PlannedTurnSchema>;

/** How this user talks, each in [0, 1], derived from the user's own earlier reviews. */
export const UserStyleSchema = z.object({
  talkativeness: z.number().min(0).max(1),
  decisiveness: z.number().min(0).max(1),
  criticality: z.number().min(0).max(1),
});
export type UserStyle = z.infer<typeof UserStyleSchema>;

export const CandidateSchema = z.object({
  itemId: z.string(),
  /** What the dialog calls it: its title in the catalogue, or the head of one that nobody would read out, unique in the plan. */
  title: z.string(),
  /** What it is asked for by: the category in the catalogue, or for products a kind of thing or a purpose. */
  category: z.string(),
  price: z.number().nullable(),
  /** `known`: one the user reviewed before. */
  role: z.enum(['target', 'distractor', 'known']),
  strategy: z.enum(['target', 'popular', 'same-category', 'nearest-profile', 'hard', 'own-history']),
  claims: z.array(ClaimSchema),
  /** What else was written of an item that the plan shows, by different reviewers. */
  remarks: z.array(RemarkSchema).max(4).default([]),
});
export type Candidate = z.infer<typeof CandidateSchema>;

/** One sampled path: super-nodes, their acts, their slots, their evidence. Everything in it is dated strictly before `asOf`. */
export const DialogPlanSchema = z.object({
  dialogId: z.string(),
  userId: z.string(),
  targetItemId: z.string(),
  /** The dialog's now: time of the target interaction, ISO 8601, UTC. */
  asOf: z.string(),
  seed: z.number().int(),
  domain: z.string(),
  /** Currency of the prices, where the config names one: an ISO 4217 code or a sign. */
  currency: z.string().optional(),
  style: UserStyleSchema,
  outcome: OutcomeSchema,
  /** Why the dialog ends like that, in a sentence; the user does not know the later rating. */
  outcomeReason: z.string(),
  persona: PersonaSchema.nullable(),
  /** What the user may tell of past experiences, those on a wish first. No item among the candidates is in it. */
  memories: z.array(MemorySchema),
  wishes: z.array(AspectWishSchema),
  candidates: z.array(CandidateSchema).min(1),
  path: z.array(SuperNodeNameSchema).min(2),
  turns: z.array(PlannedTurnSchema).min(2),
});
export type DialogPlan = z.infer<typeof DialogPlanSchema>;
