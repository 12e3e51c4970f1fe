import { z } from 'zod';

export const SpeakerSchema = z.enum(['user', 'system']);
export type Speaker = z.infer<typeof SpeakerSchema>;

/** What one turn does. The first word of each act's slots is checked by `studio/planning/acts.ts`. */
export const ActSchema = z.enum([
  'greet',
  'state_need',
  'ask_aspects',
  'state_aspects',
  'ask_detail',
  'answer_detail',
  'ask_history',
  'answer_history',
  'recommend',
  'ask_about',
  'explain',
  'ask_compare',
  'compare',
  'drop_wish',
  'note_change',
  'reject',
  'accept',
  'postpone',
  'leave',
  'recognise',
  'close',
]);
export type Act = z.infer<typeof ActSchema>;

export const SuperNodeNameSchema = z.enum([
  'Open',
  'ElicitNeed',
  'ElicitAspects',
  'Clarify',
  'Recall',
  'Recommend',
  'AskAbout',
  'Explain',
  'Compare',
  'Revise',
  'Reject',
  'Accept',
  'Postpone',
  'Leave',
  'Recognise',
  'Close',
]);
export type SuperNodeName = z.infer<typeof SuperNodeNameSchema>;

/**
 * How a user's style changes a weight or a chance: `base` plus each trait, in [0, 1], times its factor. Checked at load to stay in range
 * for every style.
 */
export const StyleSwaySchema = z.strictObject({
  base: z.number(),
  talkativeness: z.number().default(0),
  decisiveness: z.number().default(0),
  criticality: z.number().default(0),
});
export type StyleSway = z.infer<typeof StyleSwaySchema>;

/**
 * The plan graph as data. A node expands to one or more turns; `maxVisits` bounds how often one path may pass through it, which unrolls
 * the back edges (Reject to Recommend, Clarify to itself) into an acyclic graph. Weights of edges out of one node are relative.
 */
export const SuperNodeGraphSchema = z.strictObject({
  version: z.literal(2),
  start: SuperNodeNameSchema,
  end: SuperNodeNameSchema,
  nodes: z.array(
    z.strictObject({
      name: SuperNodeNameSchema,
      maxVisits: z.number().int().min(1).max(8),
      turns: z.array(z.strictObject({ speaker: SpeakerSchema, act: ActSchema })).min(1),
      /** Multiplies the weights of the edges into the node; without it no style matters. */
      sway: StyleSwaySchema.optional(),
    }),
  ),
  /** Chance that a user who can refuse one more item does so. */
  refusal: StyleSwaySchema,
  edges: z.array(z.strictObject({ from: SuperNodeNameSchema, to: SuperNodeNameSchema, weight: z.number().positive() })),
});
export type SuperNodeGraph = z.infer<typeof SuperNodeGraphSchema>;
