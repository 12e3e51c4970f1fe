import { z } from 'zod';

/** How a dialog ends. */
export const OutcomeSchema = z.enum(['accepted', 'accepted_with_doubt', 'postponed', 'left', 'already_known']);
export type Outcome = z.infer<typeof OutcomeSchema>;

/** Outcomes in which the user takes the target. */
export const takenOutcomes: readonly Outcome[] = ['accepted', 'accepted_with_doubt'];
