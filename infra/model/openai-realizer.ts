import type { Realizer } from '../../activities/dependencies.ts';
import type { Realization } from '../../schemas/realization.ts';
import { deriveSeed } from '../../studio/random.ts';
import { buildMessages } from '../../studio/simulation/prompts.ts';
import { AnswerSchema } from '../../studio/simulation/read-answer.ts';
import { readUtterance } from '../../studio/simulation/read-utterance.ts';
import type { ChatModel } from './chat-model.ts';

export interface Agent {
  model: ChatModel;
  /** Mixed into each turn's seed; 0 leaves it as it is. */
  seed: number;
}

const nextLine = { name: 'next_line', schema: AnswerSchema };

/** A fresh sample is drawn a little hotter than the one before: at the same temperature small models often repeat themselves. */
const hotterByAttempt = 0.1;

/** Asks the speaker's model for the next utterance; failures are those of `ChatModel.ask`. It never retries what Temporal should. */
export function createOpenAiRealizer(agents: { user: Agent; system: Agent }): Realizer {
  const names = [...new Set([agents.user.model.name, agents.system.model.name])];
  return {
    name: `openai:${names.join('+')}`,
    isOffline: false,
    async realize(request, signal, keepFailedCall = () => Promise.resolve(), reserveCall): Promise<Realization> {
      const { model, seed } = agents[request.context.role];
      const isTold = request.feedback.length > 0;
      const { content, isCut, modelCall } = await model.ask(
        {
          messages: buildMessages(request),
          seed: seed === 0 ? request.seed : deriveSeed(request.seed, 'model', seed),
          hotter: isTold ? 0 : hotterByAttempt * request.attempt,
          answer: nextLine,
        },
        signal,
        keepFailedCall,
        reserveCall,
      );
      return { text: readUtterance(content, isCut, request.context.step.slots), modelCall };
    },
  };
}
