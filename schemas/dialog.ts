import { z } from 'zod';
import { decisions } from './checked-turn.ts';
import { EvidenceSchema } from './evidence.ts';
import { ModelCallSchema } from './model-call.ts';
import { ModelUseSchema } from './model-use.ts';
import { ActSchema, SpeakerSchema, SuperNodeNameSchema } from './super-node.ts';

/** One fidelity problem of a turn or of a whole dialog. */
export const ProblemSchema = z.object({
  /** Name of the check, e.g. `title-leak`. */
  check: z.string(),
  kind: z.enum(['executional', 'behavioral']),
  detail: z.string(),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** One utterance with speaker, super-node, act, evidence. */
export const TurnSchema = z.object({
  turn: z.number().int().nonnegative(),
  speaker: SpeakerSchema,
  superNode: SuperNodeNameSchema,
  act: ActSchema,
  text: z.string(),
  attempts: z.number().int().positive(),
  namedItemIds: z.array(z.string()),
  evidence: z.array(EvidenceSchema),
  /** Ids of the plan's quotes and memories that the line rests on, as its writer says; absent where none were asked for. */
  cites: z.array(z.string()).optional(),
});
export type Turn = z.infer<typeof TurnSchema>;

/** One model call for a turn, kept whether it was accepted, refused by a check, or brought no answer at all. */
export const AttemptSchema = z.object({
  turn: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
  /** 0-based: the calls of an attempt that brought no answer (429, a cut body), then the one that did. */
  call: z.number().int().nonnegative(),
  accepted: z.boolean(),
  text: z.string(),
  problems: z.array(ProblemSchema),
  /** Quotes and memories that the line rests on, and what it decides, as its writer says; absent where neither was asked for. */
  cites: z.array(z.string()).optional(),
  decision: z.enum(decisions).optional(),
  realizer: z.string(),
  /**
   * What the agent was shown, as JSON, as far as nothing before it in the dialog's journal says it: null but for a turn's first call, without
   * the transcript, and from the agent's second turn on the step alone. The relation `attempts` holds it whole.
   */
  context: z.string().nullable(),
  /** Null for the offline realizer, which calls no model. */
  modelCall: ModelCallSchema.nullable(),
});
export type Attempt = z.infer<typeof AttemptSchema>;

export const DialogStatusSchema = z.enum(['accepted', 'failed']);

export const DialogSchema = z.object({
  dialogId: z.string(),
  status: DialogStatusSchema,
  /** Failure name and detail; null for an accepted dialog. */
  reason: z.string().nullable(),
  realizer: z.string(),
  turns: z.array(TurnSchema),
  /** Missing where the offline realizer made it, or a version before this was kept. */
  use: ModelUseSchema.optional(),
});
export type Dialog = z.infer<typeof DialogSchema>;
