import { z } from 'zod';

const share = z.number().min(0).max(1);

/** How a user writes, measured on the user's own reviews before the dialog's now. Null in a plan where there is none. */
export const PersonaSchema = z.object({
  /** Median words a sentence. */
  sentenceWords: z.number().nonnegative(),
  /** Sentences that begin with a small letter. */
  lowerCase: share,
  /** Reviews that end without a mark. */
  openEnds: share,
  /** Sentences that end with an exclamation mark. */
  exclamations: share,
  /** Words that this user says again and again and others rarely, most telling first. */
  typicalWords: z.array(z.string()),
});
export type Persona = z.infer<typeof PersonaSchema>;
