import { z } from 'zod';
import { EvidenceSchema } from './evidence.ts';
import { PolaritySchema, TrajectoryLabelSchema } from './opinion.ts';
import { QuoteSchema } from './quote.ts';

/** What the system may say about one aspect of one item: numbers as of the dialog's now, and the mentions behind them. */
export const ClaimSchema = z.object({
  itemId: z.string(),
  aspectId: z.string(),
  /** What the numbers are of and `label` names: a term of the aspect (`a01.burger`), or the aspect itself. */
  topicId: z.string(),
  label: z.string(),
  polarity: PolaritySchema,
  /** Reviewers before now: all, those for and those against; the rest is neutral or torn. */
  n: z.number().int().positive(),
  positive: z.number().int().nonnegative(),
  negative: z.number().int().nonnegative(),
  /** Decayed community sentiment in [-1, 1]. */
  level: z.number().min(-1).max(1),
  trend: TrajectoryLabelSchema,
  /** Month since which a rising or falling trend is measured, `YYYY-MM-DD`; null for every other label. */
  since: z.string().nullable(),
  /** Mentions of the claim's own polarity; a `mixed` claim carries both. */
  evidence: z.array(EvidenceSchema).min(1),
  /** Up to three clauses by different reviewers, the claim's own side first; empty where no clause can be read alone. */
  quotes: z.array(QuoteSchema).max(3),
});
export type Claim = z.infer<typeof ClaimSchema>;
