import { z } from 'zod';

/** Longer clauses are not quoted: an agent would repeat them whole. In code points. */
export const longestQuote = 160;

const clause = {
  /** Unique within a plan. */
  id: z.string(),
  reviewId: z.string(),
  /** Day of the review, `YYYY-MM-DD`. */
  date: z.string(),
  /** Stars of the whole review. */
  rating: z.number(),
  /** Span of the review's text in code points, end exclusive. */
  charStart: z.number().int().nonnegative(),
  charEnd: z.number().int().positive(),
  /** The span's words on one line, without markup and control characters. */
  text: z.string(),
};

/** A clause or sentence of an earlier review by somebody else, readable alone: `q1`, `q2`, … in a plan. */
export const QuoteSchema = z.object({ ...clause, polarity: z.enum(['positive', 'negative']) });
export type Quote = z.infer<typeof QuoteSchema>;

/** A quote on something that no claim is on: `term` is what it speaks of. Nobody counted who else does. */
export const RemarkSchema = QuoteSchema.extend({ term: z.string() });
export type Remark = z.infer<typeof RemarkSchema>;

/** The same of an earlier review of the user's own: `u1`, `u2`, … Its aspect is 'a00' where it is on none of the run's. */
export const MemorySchema = z.object({ ...clause, itemTitle: z.string(), aspectId: z.string() });
export type Memory = z.infer<typeof MemorySchema>;
