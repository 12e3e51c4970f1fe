import { z } from 'zod';
import { EvidenceSchema } from './evidence.ts';
import { PolaritySchema, TrajectoryLabelSchema } from './opinion.ts';

/** What the system may say about one aspect of one item: numbers as of the dialog's now, and the mentions behind them. */
export const ClaimSchema = z.object({
  itemId: z.string(),
  aspectId: z.string(),
  label: z.string(),
  polarity: PolaritySchema,
  /** Mentions before now: all, those with sentiment above and below zero. */
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
});
export type Claim = z.infer<typeof ClaimSchema>;
