import { z } from 'zod';

/** One cited aspect mention: a span (code points, end exclusive) of a review written strictly before the dialog's now. */
export const EvidenceSchema = z.object({
  side: z.enum(['user', 'community']),
  reviewId: z.string(),
  itemId: z.string(),
  aspectId: z.string(),
  /** Month bin, first day, `YYYY-MM-DD`. */
  month: z.string(),
  /** ISO 8601, UTC. */
  reviewedAt: z.string(),
  charStart: z.number().int().nonnegative(),
  charEnd: z.number().int().positive(),
  /** In [-1, 1]. */
  sentiment: z.number().min(-1).max(1),
});
export type Evidence = z.infer<typeof EvidenceSchema>;
