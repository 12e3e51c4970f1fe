import { z } from 'zod';

/** A clause of an earlier review. Quotes with the same `review` are one voice. */
export const CheckedQuoteSchema = z.object({
  id: z.string().min(1),
  review: z.string().min(1),
  /** `YYYY-MM-DD`, or the beginning of it. */
  date: z.string().default(''),
  /** Stars of the whole review. */
  rating: z.number().nullish(),
  text: z.string(),
});
export type CheckedQuote = z.infer<typeof CheckedQuoteSchema>;

const reviewCount = z.number().int().nonnegative();

/** What reviewers say of one aspect of an item. The counts are of distinct reviews. */
export const CheckedFactSchema = z.object({
  aspect: z.string(),
  polarity: z.enum(['good', 'bad', 'mixed', 'neutral']),
  reviews: reviewCount,
  positive: reviewCount,
  negative: reviewCount,
  trend: z.enum(['none', 'rising', 'falling', 'stable']).default('none'),
  quotes: z.array(CheckedQuoteSchema),
});
export type CheckedFact = z.infer<typeof CheckedFactSchema>;

export const CheckedItemSchema = z.object({
  title: z.string().min(1),
  category: z.string().default(''),
  /** As it is said: "11.99", "Free". */
  price: z.union([z.string(), z.number().transform(String)]).nullish(),
  facts: z.array(CheckedFactSchema),
});
export type CheckedItem = z.infer<typeof CheckedItemSchema>;

/** A clause of the user's own earlier reviews. */
export const OwnClauseSchema = z.object({
  item: z.string(),
  date: z.string().default(''),
  rating: z.number().nullish(),
  text: z.string(),
});
export type OwnClause = z.infer<typeof OwnClauseSchema>;

/** What a turn decides, as its writer says. */
export const decisions = ['none', 'accept', 'reject', 'postpone', 'leave', 'already_known'] as const;
export type Decision = (typeof decisions)[number];

/**
 * One turn with all that its speaker was given: what `convrec check` reads, one a line. Keys that are not listed here (labels, notes) are
 * left out of account.
 */
export const CheckedTurnSchema = z.object({
  id: z.string().min(1),
  speaker: z.enum(['user', 'system']),
  act: z.string().min(1),
  transcript: z.array(z.object({ speaker: z.enum(['user', 'system']), text: z.string() })),
  /** Hidden from the user until it is named. */
  target_title: z.string().nullish(),
  named_titles: z.array(z.string()),
  candidates: z.array(CheckedItemSchema),
  own: z.array(OwnClauseSchema).default([]),
  wishes: z.array(z.object({ aspect: z.string(), polarity: z.string() })).default([]),
  /** The day of the dialog, `YYYY-MM-DD`. */
  now: z.string().default(''),
  text: z.string(),
  cites: z.array(z.string()).default([]),
  decision: z.enum(decisions).nullish(),
});
export type CheckedTurn = z.infer<typeof CheckedTurnSchema>;

/** What is wrong with a turn: the name of the check, and what it saw. */
export interface TurnProblem {
  check: string;
  detail: string;
}
