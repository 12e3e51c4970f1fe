import type { TurnProblem } from '../../../schemas/checked-turn.ts';
import type { TurnReading } from './read-turn.ts';

/** Returns the problems of one turn, empty when fine. Deterministic, and judges by the evidence that the turn's speaker was given. */
export type GroundedCheck = (reading: TurnReading) => TurnProblem[];
