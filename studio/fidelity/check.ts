import type { Decision } from '../../schemas/checked-turn.ts';
import type { Utterance } from '../../schemas/agent-context.ts';
import type { DialogPlan, PlannedTurn } from '../../schemas/dialog-plan.ts';
import type { Problem, Turn } from '../../schemas/dialog.ts';

/** What a check of one turn may look at. */
export interface TurnCheckContext {
  plan: DialogPlan;
  /** The step the turn was to carry out. */
  turn: PlannedTurn;
  text: string;
  /** The dialog before the turn. */
  transcript: readonly Utterance[];
  /** Items the system named before the turn. */
  namedItemIds: ReadonlySet<string>;
  maximumWords: number;
  /** Whether the line was to name the step's aspects by their words; one drawn from quotes chooses its own. */
  saysSlots: boolean;
  /** Ids that the line's writer says it rests on, and what it decides. */
  cites?: readonly string[];
  decision?: Decision;
}

/** Returns the problems of one turn, empty when fine. Deterministic. */
export type TurnCheck = (context: TurnCheckContext) => Problem[];

/** Returns the problems of a whole dialog, empty when fine. */
export type DialogCheck = (plan: DialogPlan, turns: readonly Turn[]) => Problem[];

export const executional = (check: string, detail: string): Problem => ({ check, kind: 'executional', detail });
export const behavioral = (check: string, detail: string): Problem => ({ check, kind: 'behavioral', detail });
