import { z } from 'zod';

/** Calls, tokens and cost of model calls. */
export const ModelUseSchema = z.object({
  /** Requests, answered or not. */
  calls: z.number().int().nonnegative(),
  promptTokens: z.number().int().nonnegative(),
  completionTokens: z.number().int().nonnegative(),
  /** Null where one answer's tokens or price are unknown: a part of the sum would look like all of it. */
  costUsd: z.number().nonnegative().nullable(),
});
export type ModelUse = z.infer<typeof ModelUseSchema>;
