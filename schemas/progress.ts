import { z } from 'zod';
import { StageNameSchema } from './manifest.ts';
import { ModelUseSchema } from './model-use.ts';

/** Where a run stands; answered by the dataset workflow's `progress` query and rebuilt from the manifest when no worker answers. */
export const RunProgressSchema = z.object({
  runId: z.string(),
  status: z.enum([
    'running',
    'paused',
    'cancelling',
    'complete',
    'gathered',
    'previewed',
    'stopped',
    'failed',
    'cancelled',
  ]),
  stages: z.array(
    z.object({
      stage: StageNameSchema,
      status: z.enum(['waiting', 'running', 'done']),
      rows: z.record(z.string(), z.number().int().nonnegative()),
      durationMs: z.number().nonnegative().nullable(),
    }),
  ),
  dialogs: z.object({
    planned: z.number().int().nonnegative(),
    accepted: z.number().int().nonnegative(),
    failed: z.number().int().nonnegative(),
    /** Begun and not ended; 0 where only the manifest is known. */
    inWork: z.number().int().nonnegative().default(0),
  }),
  /** Model use of the dialogs that ended; undefined where no workflow answers. */
  modelUse: ModelUseSchema.optional(),
  /** The shard that works, which knows what is in work this moment. */
  shard: z.string().optional(),
});
export type RunProgress = z.infer<typeof RunProgressSchema>;

/** What the dataset workflow takes: a reference and the settings that shape orchestration, never data. */
export const GenerateDatasetInputSchema = z.object({
  ref: z.object({ runId: z.string(), runsRoot: z.string() }),
  /** Task queue of the stages' heavy data work; dialogs run on the workflow's own queue. */
  dataTaskQueue: z.string().min(1),
  /** Task queue of calls to a model endpoint. */
  modelTaskQueue: z.string().min(1),
  /** Dialogs simulated at once. */
  dialogsAtOnce: z.number().int().positive(),
  dialogsPerShard: z.number().int().positive(),
  maximumAttempts: z.number().int().positive(),
  /** Turns of an offline realizer run as local activities: nothing is paid and the server is spared the round trips. */
  isOffline: z.boolean(),
  /** No dialog is made: the dataset is of those that have ended, and the run stays open. */
  gatherOnly: z.boolean().optional(),
  /** Retries the dialogs that failed. */
  retryFailed: z.boolean().optional(),
  /** Only so many dialogs, the first of the run, and no dataset. */
  previewDialogs: z.number().int().positive().optional(),
  /** Ceiling for one model call, which decides the activity's timeout. */
  modelTimeoutMs: z.number().int().positive(),
  /** The server has the search attributes of `workflows/search-attributes.ts`; without it none is set. */
  isSearchable: z.boolean().optional(),
  /** Events after which the dataset workflow continues as new between two shards; without it where the server suggests it. */
  longestHistory: z.number().int().positive().optional(),
  /** The workflow's state when it continued as new. */
  goesOn: z
    .object({
      pass: z.number().int().nonnegative(),
      /** First one that has not begun. */
      shard: z.number().int().nonnegative(),
      progress: RunProgressSchema,
      control: z.object({
        isPaused: z.boolean(),
        isCancelled: z.boolean(),
        dialogsAtOnce: z.number().int().positive(),
      }),
    })
    .optional(),
});
export type GenerateDatasetInput = z.infer<typeof GenerateDatasetInputSchema>;
