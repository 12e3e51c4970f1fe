import type { AgentContext } from './agent-context.ts';
import type { Problem } from './dialog.ts';

/** One request for an utterance. `seed` already depends on run, dialog, turn and attempt. */
export interface RealizationRequest {
  context: AgentContext;
  seed: number;
  attempt: number;
  /** Problems of the attempts before this one, empty for the first. */
  feedback: readonly Problem[];
}

export interface Realization {
  text: string;
  promptTokens: number | null;
  completionTokens: number | null;
  latencyMs: number | null;
}

/** The language model behind the agents: the offline realizer or an OpenAI-compatible endpoint. */
export interface Realizer {
  /** Written into every output, e.g. `offline-realizer` or `openai:gpt-4o`. */
  readonly name: string;
  /** True when no call leaves the process: its turns run as local activities. */
  readonly isOffline: boolean;
  realize(request: RealizationRequest, signal: AbortSignal): Promise<Realization>;
}
