import { z } from 'zod';
import { SourceConfigSchema } from './source-config.ts';

const unit = z.number().min(0).max(1);

/** Everything that decides what a run computes. Saved with the run; unknown keys are errors. */
export const RunConfigSchema = z.strictObject({
  source: SourceConfigSchema.prefault({}),
  seed: z.number().int().min(0).max(2_147_483_647).default(20250617),
  core: z
    .strictObject({
      /** Reviews a user, and an item, must have within the core. */
      users: z.number().int().min(1).max(100).default(5),
      items: z.number().int().min(1).max(100).default(5),
      /** The item side is relaxed one by one while fewer users than this are left and relaxing still adds some. */
      minimumUsers: z.number().int().min(0).default(100),
    })
    .prefault({}),
  aspects: z
    .strictObject({
      count: z.number().int().min(2).max(200).default(14),
      /** A clause gets an aspect when its cosine to the centroid is at least this. */
      minimumSimilarity: unit.default(0.5),
      /** Clauses drawn (seeded) to train the projection and the centroids. */
      trainingClauses: z.number().int().min(100).max(2_000_000).default(60_000),
    })
    .prefault({}),
  sentiment: z
    .strictObject({
      /** Weight of the review's stars in a mention's sentiment. */
      starWeight: unit.default(0.35),
    })
    .prefault({}),
  profile: z.strictObject({ halfLifeDays: z.number().min(1).max(36_500).default(365) }).prefault({}),
  trajectory: z
    .strictObject({
      halfLifeDays: z.number().min(1).max(36_500).default(365),
      /** Pseudo-mentions of the category's mean in a shrunk mean. */
      kappa: z.number().nonnegative().default(5),
    })
    .prefault({}),
  targets: z
    .strictObject({
      perUser: z.number().int().min(1).max(50).default(1),
      minimumRating: z.number().min(1).max(5).default(4),
      minimumHistory: z.number().int().min(1).default(4),
      /** At most so many dialogs in the run; null means every eligible user. */
      limit: z.number().int().positive().nullable().default(null),
      validShare: unit.default(0.1),
      testShare: unit.default(0.2),
    })
    .prefault({}),
  planning: z
    .strictObject({
      distractorsPerStrategy: z.number().int().min(1).max(50).default(4),
      maximumRejected: z.number().int().min(0).max(3).default(3),
    })
    .prefault({}),
  model: z
    .strictObject({
      kind: z.enum(['offline', 'openai']).default('offline'),
      /** Base URL of an OpenAI-compatible endpoint; the key comes from the environment (OPENAI_API_KEY) only. */
      baseUrl: z.url().nullable().default(null),
      name: z.string().default('gpt-4o'),
      temperature: z.number().min(0).max(2).default(0.8),
      maxTokens: z.number().int().min(16).max(4096).default(160),
      timeoutMs: z.number().int().min(1000).max(300_000).default(120_000),
    })
    .prefault({}),
  fidelity: z
    .strictObject({
      /** Model calls a turn may take before the dialog fails. */
      maximumAttempts: z.number().int().min(1).max(20).default(4),
      maximumWordsPerTurn: z.number().int().min(10).max(500).default(90),
    })
    .prefault({}),
  concurrency: z
    .strictObject({
      dialogs: z.number().int().min(1).max(1000).default(8),
      /** Dialogs one shard workflow fans out, which bounds its history. */
      dialogsPerShard: z.number().int().min(1).max(1000).default(200),
    })
    .prefault({}),
});
export type RunConfig = z.infer<typeof RunConfigSchema>;
