import { z } from 'zod';

/** Why a statement is not supported, in one word. */
export const verifierReasons = [
  'item',
  'aspect',
  'polarity',
  'strength',
  'number',
  'invented',
  'user',
  'transcript',
] as const;

/** What a verifier says of one turn. It lists and compares; whether the turn passes is decided by code. */
export const VerifierAnswerSchema = z.object({
  statements: z.array(
    z.object({
      /** Title of an item, "user", "system" or "conversation". */
      about: z.string(),
      says: z.string(),
      /** Ids of clauses, "metadata", "transcript" or "absence"; empty where nothing supports it. */
      support: z.array(z.string()),
      supported: z.boolean(),
      /** Null where it is supported. */
      why: z.enum(verifierReasons).nullable(),
    }),
  ),
  does_act: z.boolean(),
  in_role: z.boolean(),
  on_topic: z.boolean(),
  /** The words that give an item away before it is named. */
  leak: z.string().nullable(),
});
export type VerifierAnswer = z.infer<typeof VerifierAnswerSchema>;
