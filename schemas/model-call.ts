import { z } from 'zod';

/** The agents and the judge: each may have a model of its own. */
export const ModelRoleSchema = z.enum(['user', 'system', 'judge']);
export type ModelRole = z.infer<typeof ModelRoleSchema>;

const tokens = z.number().int().nonnegative().nullable();

/** One request to a model endpoint as it is kept, answered or not. The key is no part of it. */
export const ModelCallSchema = z.object({
  /** SHA-256 over base URL and body, keys sorted. */
  requestHash: z.string(),
  /** Null is a parameter that this endpoint does not take and was not sent. */
  parameters: z.object({
    baseUrl: z.string(),
    model: z.string(),
    temperature: z.number().nullable(),
    seed: z.number().nullable(),
    maxTokens: z.number().nullable(),
    format: z.enum(['json_schema', 'text']),
  }),
  /** What the model wrote, as it came; null where no answer came. */
  answer: z.string().nullable(),
  finishReason: z.string().nullable(),
  promptTokens: tokens,
  /** Those of the prompt's tokens that the endpoint had in its cache. */
  cachedTokens: tokens,
  completionTokens: tokens,
  /** Null where the price or the tokens are unknown. */
  costUsd: z.number().nonnegative().nullable(),
  latencyMs: z.number().nonnegative(),
  /** Name of the failure (`Cancelled` where the worker gave the call up, `Probe` for a plain request that proves whose fault one is), HTTP status where one came; null for an answer. */
  failure: z.object({ name: z.string(), status: z.number().int().nullable(), message: z.string() }).nullable(),
});
export type ModelCall = z.infer<typeof ModelCallSchema>;
