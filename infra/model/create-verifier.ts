import { StudioFailure } from '../../schemas/failure.ts';
import type { CheckedTurn, TurnProblem } from '../../schemas/checked-turn.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { VerifierAnswerSchema } from '../../schemas/verifier-answer.ts';
import { findVerifierProblems } from '../../studio/fidelity/grounded/verifier/find-verifier-problems.ts';
import { buildVerifierMessages } from '../../studio/fidelity/grounded/verifier/verifier-messages.ts';
import { parseStructured } from '../../studio/simulation/read-answer.ts';
import type { FindChatModel } from './chat-models.ts';

/** Asks a model about one turn. Rejects with what the endpoint's failures are, and with ModelRefused where no answer can be read. */
export type Verifier = (turn: CheckedTurn, signal: AbortSignal) => Promise<TurnProblem[]>;

/** Several statements with their ids; an utterance takes less. */
export const verifierTokens = 1200;

/** An answer that is cut or no JSON is asked for again, a little hotter. */
const attempts = 3;
const hotterByAttempt = 0.2;

/** The verifier speaks as the judge of the config does: same endpoint, key, limits. */
export function createVerifier(config: RunConfig, findChatModel: FindChatModel): Verifier {
  const model = findChatModel(config, 'judge');
  const answer = { name: 'verification', schema: VerifierAnswerSchema };
  return async (turn, signal) => {
    const messages = buildVerifierMessages(turn);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const request = { messages, seed: config.seed, hotter: hotterByAttempt * attempt, answer };
      const { content } = await model.ask(request, signal, async () => {});
      const read = parseStructured(content, VerifierAnswerSchema);
      if (read !== undefined) return findVerifierProblems(turn, read);
    }
    throw new StudioFailure('ModelRefused', `${model.name} gave no answer about turn ${turn.id} that can be read`, {
      remedy: 'Raise model.judge.maxTokens (--set), or name another model.',
    });
  };
}
