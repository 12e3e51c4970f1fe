import { z } from 'zod';
import { JudgeSettingsSchema } from './judgement.ts';
import { ModelUseSchema } from './model-use.ts';
import { RunRefSchema } from './run-ref.ts';

/** One figure of the relation `run_measures`. */
export const RunMeasureSchema = z.object({
  /** A name of `studio/evaluation/measures.ts`. */
  measure: z.string(),
  /** `run`: the run's dialogs; `beside`: other dialogs that were given to compare with. */
  about: z.enum(['run', 'beside']),
  /** Measures of variety fall as text grows: `equal tokens` is over the first dialogs of both that have the same number of tokens. */
  over: z.enum(['all', 'equal tokens']),
  /** The model that judged; null where nothing was judged by a model. */
  judge: z.string().nullable(),
  /** Null where there was nothing to measure. */
  value: z.number().nullable(),
  /** 95 % interval; null where none is told. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** How many dialogs the figure is of. */
  dialogs: z.number().int().nonnegative(),
});
export type RunMeasure = z.infer<typeof RunMeasureSchema>;

export const EvaluateRunInputSchema = z.object({
  ref: RunRefSchema,
  dataTaskQueue: z.string().min(1),
  modelTaskQueue: z.string().min(1),
  /** Null: no judge. */
  judge: JudgeSettingsSchema.nullable(),
  /** Dialogs to judge, the first of the run by their ids, which are hashes. */
  judgedDialogs: z.number().int().nonnegative(),
  /** Times that each of them is judged. */
  repetitions: z.number().int().positive(),
  dialogsAtOnce: z.number().int().positive(),
  /** Id of a run beside it, whose dialogs of the same ids they are compared with, pair by pair. */
  against: RunRefSchema.shape.runId.nullable(),
  /** JSON lines of other dialogs, measured beside the run's: a path below the run's folder. */
  beside: z.string().nullable(),
});
export type EvaluateRunInput = z.infer<typeof EvaluateRunInputSchema>;

/** Answered by the workflow's `evaluationProgress` query. */
export const EvaluationProgressSchema = z.object({
  status: z.enum(['judging', 'measuring', 'complete']),
  /** Questions to the judge. */
  questions: z.number().int().nonnegative(),
  answered: z.number().int().nonnegative(),
  /** The judge gave no answer that can be read, or none at all. */
  unanswered: z.number().int().nonnegative(),
  use: ModelUseSchema,
  /** What the budget said when it ended the judging. */
  budgetEnd: z.string().optional(),
});
export type EvaluationProgress = z.infer<typeof EvaluationProgressSchema>;
