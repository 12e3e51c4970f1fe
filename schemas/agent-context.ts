import { z } from 'zod';
import { AspectWishSchema, CandidateSchema, PlannedTurnSchema, UserStyleSchema } from './dialog-plan.ts';
import { PersonaSchema } from './persona.ts';
import { MemorySchema } from './quote.ts';
import { SpeakerSchema } from './super-node.ts';

export const UtteranceSchema = z.object({ speaker: SpeakerSchema, text: z.string() });
export type Utterance = z.infer<typeof UtteranceSchema>;

const shared = {
  domain: z.string(),
  /** Currency of the prices, where the config names one: an ISO 4217 code or a sign. */
  currency: z.string().optional(),
  /** The day of the dialog, `YYYY-MM-DD`. */
  today: z.string(),
  /** Drawn once a dialog: picks what stands in no review, as a circumstance or a way to greet. */
  variety: z.number().int().nonnegative(),
};

/**
 * All that the user agent sees: its own memories, wishes and style, the step, the dialog so far. Never the target's title or id before the system
 * named it: a step's title is there only for an item that stands in `namedItemIds`.
 */
export const UserContextSchema = z.object({
  role: z.literal('user'),
  ...shared,
  style: UserStyleSchema,
  persona: PersonaSchema.nullable(),
  /** The kind of item that the user asks for; null where the data knows none. */
  seeks: z.string().nullable(),
  memories: z.array(MemorySchema),
  wishes: z.array(AspectWishSchema),
  step: PlannedTurnSchema,
  transcript: z.array(UtteranceSchema),
});
export type UserContext = z.infer<typeof UserContextSchema>;

/** All that the system agent sees: candidates with facts as of now, the step, the dialog so far. Never the user's wishes unless spoken. */
export const SystemContextSchema = z.object({
  role: z.literal('system'),
  ...shared,
  candidates: z.array(CandidateSchema.omit({ role: true, strategy: true })),
  /** Ids of the candidates that the dialog will speak of, in the candidates' order; the claims of the others come without quotes. */
  inPlay: z.array(z.string()),
  step: PlannedTurnSchema,
  transcript: z.array(UtteranceSchema),
});
export type SystemContext = z.infer<typeof SystemContextSchema>;

export const AgentContextSchema = z.discriminatedUnion('role', [UserContextSchema, SystemContextSchema]);
export type AgentContext = z.infer<typeof AgentContextSchema>;
