import { z } from 'zod';
import { AspectWishSchema, CandidateSchema, PlannedTurnSchema, UserStyleSchema } from './dialog-plan.ts';
import { SpeakerSchema } from './super-node.ts';

export const UtteranceSchema = z.object({ speaker: SpeakerSchema, text: z.string() });
export type Utterance = z.infer<typeof UtteranceSchema>;

/**
 * All that the user agent sees: its own wishes and style, the step, the dialog so far. Never the target's title or id before the system
 * named it: a step's title is there only for an item that stands in `namedItemIds`.
 */
export const UserContextSchema = z.object({
  role: z.literal('user'),
  domain: z.string(),
  currency: z.string().optional(),
  style: UserStyleSchema,
  wishes: z.array(AspectWishSchema),
  step: PlannedTurnSchema,
  transcript: z.array(UtteranceSchema),
});
export type UserContext = z.infer<typeof UserContextSchema>;

/** All that the system agent sees: candidates with facts as of now, the step, the dialog so far. Never the user's wishes unless spoken. */
export const SystemContextSchema = z.object({
  role: z.literal('system'),
  domain: z.string(),
  currency: z.string().optional(),
  candidates: z.array(CandidateSchema.omit({ role: true, strategy: true })),
  step: PlannedTurnSchema,
  transcript: z.array(UtteranceSchema),
});
export type SystemContext = z.infer<typeof SystemContextSchema>;

export const AgentContextSchema = z.discriminatedUnion('role', [UserContextSchema, SystemContextSchema]);
export type AgentContext = z.infer<typeof AgentContextSchema>;
