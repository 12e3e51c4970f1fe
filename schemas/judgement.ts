import { z } from 'zod';
import { ModelCallSchema } from './model-call.ts';
import { RunConfigSchema } from './run-config.ts';

/** 1 (bad) to 5 (good), with the reason that the judge gave before it. */
const ScoreAnswerSchema = z.object({ reason: z.string(), score: z.literal([1, 2, 3, 4, 5]) });

/** What the judge answers of one dialog. Reasons come first: a score that stands before its reason was not reasoned. */
export const JudgementSchema = z.object({
  naturalness: ScoreAnswerSchema,
  coherence: ScoreAnswerSchema,
  grounding: ScoreAnswerSchema,
});
export type Judgement = z.infer<typeof JudgementSchema>;

const BetterAnswerSchema = z.object({ reason: z.string(), better: z.enum(['A', 'B', 'tie']) });

/** What the judge answers of two dialogs, by the letters it was shown them under. */
export const ComparisonSchema = z.object({
  naturalness: BetterAnswerSchema,
  coherence: BetterAnswerSchema,
  grounding: BetterAnswerSchema,
});
export type Comparison = z.infer<typeof ComparisonSchema>;

/** What a judge is asked about a dialog: to score it, or which of two is better. Each is asked in both orders of the two. */
export const JudgeQuestionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('judgement'), repetition: z.number().int().nonnegative() }),
  z.object({
    kind: z.literal('comparison'),
    repetition: z.number().int().nonnegative(),
    /** The run of the other dialog. */
    against: z.string(),
    /** True where the other dialog is shown first. */
    isSwapped: z.boolean(),
  }),
]);
export type JudgeQuestion = z.infer<typeof JudgeQuestionSchema>;

/** One call of the judge, kept whether it brought an answer that can be read, another one, or none. */
export const JudgeCallSchema = z.object({
  question: JudgeQuestionSchema,
  /** 0-based; another answer is asked for where one could not be read. */
  attempt: z.number().int().nonnegative(),
  /** 0-based: the calls of an attempt that brought no answer, then the one that did. */
  call: z.number().int().nonnegative(),
  judge: z.string(),
  /** SHA-256 of what the judge was shown, rubric and dialog: what was judged before either was changed says nothing of it now. */
  asked: z.string(),
  judgement: JudgementSchema.nullable(),
  comparison: ComparisonSchema.nullable(),
  modelCall: ModelCallSchema,
});
export type JudgeCall = z.infer<typeof JudgeCallSchema>;

/** Which model judges and what it may cost: those parts of a run's config, which for the judge may differ from the run's own. */
export const JudgeSettingsSchema = z.object(RunConfigSchema.pick({ model: true, budget: true }).shape);
export type JudgeSettings = z.infer<typeof JudgeSettingsSchema>;

export interface JudgeRequest {
  messages: readonly { role: 'system' | 'user'; content: string }[];
  seed: number;
  attempt: number;
  /** What the answer should be where the endpoint can hold the model to it. */
  answer: { name: string; schema: z.ZodType };
}
