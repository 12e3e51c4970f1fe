import type { AgentContext } from './agent-context.ts';
import type { Decision } from './checked-turn.ts';
import type { Problem } from './dialog.ts';
import type { CallBound } from './ledger.ts';
import type { ModelCall } from './model-call.ts';

/** One request for an utterance. `seed` already depends on run, dialog, turn and attempt. */
export interface RealizationRequest {
  context: AgentContext;
  seed: number;
  attempt: number;
  /** Problems of the attempts before this one that the model is to be told; empty for the first, and always where repairs are fresh samples. */
  feedback: readonly Problem[];
  /** The run's limit for one turn. */
  maximumWords: number;
}

export interface Realization {
  text: string;
  /** Ids of the quotes and memories that the line rests on, as its writer says; absent where none were asked for. */
  cites?: readonly string[];
  /** What the line decides, as its writer says. */
  decision?: Decision;
  /** The call that brought the text; null for the offline realizer. */
  modelCall: ModelCall | null;
}

/** Gets every call that brought no answer, before anything else happens. */
export type KeepFailedCall = (call: ModelCall) => Promise<void>;

/** Asked before every call to an endpoint; the call is made when it resolves. */
export type ReserveCall = (bound: CallBound) => Promise<void>;
