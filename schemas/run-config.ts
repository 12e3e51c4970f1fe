import { z } from 'zod';
import { EndpointUrlSchema } from './endpoint-url.ts';
import { SourceConfigSchema } from './source-config.ts';

const unit = z.number().min(0).max(1);
const share = z.number().min(0).max(1000);
const price = z.number().nonnegative().max(100_000);
const variableName = z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'must be the name of a variable, in capitals');

/** Names of headers or query parameters, each with the variable that holds its value. The values stand nowhere else. */
const namedVariables = (name: z.ZodString) => z.record(name, variableName);
const headers = namedVariables(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/u, 'must be the name of a header'));
const query = namedVariables(z.string().min(1));

const roleModel = z.strictObject({
  baseUrl: EndpointUrlSchema.nullable().default(null),
  keyVariable: variableName.nullable().default(null),
  headers: headers.nullable().default(null),
  query: query.nullable().default(null),
  name: z.string().nullable().default(null),
  temperature: z.number().min(0).max(2).nullable().default(null),
  seed: z.number().int().min(0).max(2_147_483_647).nullable().default(null),
  maxTokens: z.number().int().min(16).max(131_072).nullable().default(null),
});

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
      /** Clusters of terms to make, by the company that they keep; null: terms are grouped by kind. */
      count: z.number().int().min(2).max(200).nullable().default(null),
      embedding: z
        .strictObject({
          /** Terms: the clauses' own words, offline. OpenAI: the training clauses are sent to an OpenAI-compatible endpoint. */
          kind: z.enum(['terms', 'openai']).default('terms'),
          /** Null is OpenAI's own; the key comes from the variable that model.keyVariable names, headers and query are those of model. */
          baseUrl: EndpointUrlSchema.nullable().default(null),
          name: z.string().default('text-embedding-3-small'),
          /** Clauses a request. */
          batch: z.number().int().min(1).max(2048).default(256),
          timeoutMs: z.number().int().min(1000).max(300_000).default(120_000),
        })
        .prefault({}),
      /** A use of a term counts for its cluster when its cosine to the centroid is at least this. */
      minimumSimilarity: unit.default(0.5),
      /** Clauses drawn (seeded) to train the projection and the centroids. */
      trainingClauses: z.number().int().min(100).max(2_000_000).default(60_000),
    })
    .prefault({}),
  profile: z.strictObject({ halfLifeDays: z.number().min(1).max(36_500).default(365) }).prefault({}),
  trajectory: z
    .strictObject({
      /** At least 2: weights are relative to the end of a block of whole months. */
      halfLifeDays: z.number().min(2).max(36_500).default(365),
      /** Pseudo-mentions of the category's mean in a shrunk mean. */
      kappa: z.number().nonnegative().default(5),
    })
    .prefault({}),
  targets: z
    .strictObject({
      perUser: z.number().int().min(1).max(50).default(1),
      minimumRating: z.number().min(1).max(5).default(1),
      minimumHistory: z.number().int().min(1).default(4),
      /** Reviewers other than the user who had an opinion on the item before; 0 also plans dialogs about items of which nothing is known. */
      minimumEvidence: z.number().int().min(0).max(1000).default(3),
      /** The minimum of evidence is lowered one by one, not below 1, while fewer targets than this are left and lowering adds some. */
      minimumTargets: z.number().int().min(0).default(50),
      /** So many accepted dialogs are wanted; null means every eligible user, and no replacement of those that fail. */
      limit: z.number().int().positive().nullable().default(null),
      /** Targets kept in reserve beyond `limit`, as a share of it: they replace dialogs that fail or cannot be planned. */
      reserveShare: z.number().min(0).max(10).default(0.25),
      validShare: unit.default(0.1),
      testShare: unit.default(0.2),
    })
    .prefault({}),
  planning: z
    .strictObject({
      distractorsPerStrategy: z.number().int().min(1).max(50).default(4),
      maximumRejected: z.number().int().min(0).max(3).default(3),
      /** Stars from which a review counts as a like; items liked by users with the same likes are the `hard` distractors. */
      likedFrom: z.number().min(1).max(5).default(4),
    })
    .prefault({}),
  /** How dialogs end, as shares relative to their sum; docs/planning.md argues for the defaults. What the evidence does not allow is accepted. */
  outcomes: z
    .strictObject({
      accepted: share.default(0.6),
      accepted_with_doubt: share.default(0.18),
      postponed: share.default(0.08),
      left: share.default(0.09),
      already_known: share.default(0.05),
    })
    .prefault({})
    .refine((shares) => Object.values(shares).some((value) => value > 0), 'one share at least must be above 0'),
  model: z
    .strictObject({
      kind: z.enum(['offline', 'openai']).default('offline'),
      /** Base URL of an OpenAI-compatible endpoint; null is OpenAI's own. */
      baseUrl: EndpointUrlSchema.nullable().default(null),
      /** Name of the environment variable that holds the key; the key itself stands nowhere else. */
      keyVariable: variableName.default('OPENAI_API_KEY'),
      /** Sent with every call beside the key, or in its place: `api-key: AZURE_KEY` sends what that variable holds. */
      headers: headers.default({}),
      /** The same for the query of the URL. */
      query: query.default({}),
      name: z.string().default('gpt-4o'),
      /** What the agents are shown: `rich`, quotes, memories and intentions for a model that writes well; `compact`, one short step with an example. */
      prompting: z.enum(['rich', 'compact']).default('compact'),
      temperature: z.number().min(0).max(2).default(0.8),
      /** Mixed into the seed of every request: another one gives other samples of the same plans. */
      seed: z.number().int().min(0).max(2_147_483_647).default(0),
      maxTokens: z.number().int().min(16).max(131_072).default(160),
      timeoutMs: z.number().int().min(1000).max(300_000).default(120_000),
      /** `auto`: a JSON schema until the endpoint turns one down, then plain text. */
      format: z.enum(['auto', 'json_schema', 'text']).default('auto'),
      /** How the endpoint calls the token limit; `auto` finds out. */
      tokenLimit: z.enum(['auto', 'max_tokens', 'max_completion_tokens']).default('auto'),
      /** Calls in flight to one endpoint from one worker, at most; fewer while the endpoint is overloaded. */
      callsAtOnce: z.number().int().min(1).max(1000).default(64),
      /** Calls a second over all workers, held by the Temporal server; null sets none. */
      requestsPerSecond: z.number().min(0.01).max(100_000).nullable().default(null),
      /** USD per million tokens, for models whose price `infra/model/prices.json` does not hold or holds wrong. */
      prices: z
        .strictObject({
          inputPerMillion: price.nullable().default(null),
          cachedInputPerMillion: price.nullable().default(null),
          outputPerMillion: price.nullable().default(null),
        })
        .prefault({}),
      /** What differs for one of the three; null takes the setting above. */
      user: roleModel.prefault({}),
      system: roleModel.prefault({}),
      judge: roleModel.prefault({}),
    })
    .prefault({}),
  fidelity: z
    .strictObject({
      /** Model calls a turn may take before the dialog fails. */
      maximumAttempts: z.number().int().min(1).max(20).default(4),
      maximumWordsPerTurn: z.number().int().min(10).max(500).default(90),
      /**
       * A failed turn is made again from a new seed and a little hotter (`fresh`), or told what was wrong (`feedback`). `auto`: by feedback where prompts
       * are rich, for models that can make use of it.
       */
      repair: z.enum(['auto', 'fresh', 'feedback']).default('auto'),
    })
    .prefault({}),
  /** What the calls of the run's agents may cost over all its launches; null: no limit. May change from launch to launch. */
  budget: z
    .strictObject({
      usd: z.number().positive().max(1_000_000).nullable().default(null),
      tokens: z.number().int().positive().nullable().default(null),
    })
    .prefault({}),
  concurrency: z
    .strictObject({
      dialogs: z.number().int().min(1).max(1000).default(8),
      /** Dialogs one shard workflow fans out, which bounds its history. */
      dialogsPerShard: z.number().int().min(1).max(1000).default(500),
    })
    .prefault({}),
});
export type RunConfig = z.infer<typeof RunConfigSchema>;
