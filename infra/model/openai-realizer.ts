import type { Realizer } from '../../activities/dependencies.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { Realization } from '../../schemas/realization.ts';
import { deriveSeed } from '../../studio/random.ts';
import { buildMessages } from '../../studio/simulation/prompts.ts';
import { buildRichMessages } from '../../studio/simulation/rich/rich-messages.ts';
import {
  AnswerSchema,
  SystemAnswerSchema,
  UserAnswerSchema,
  readCitations,
} from '../../studio/simulation/read-answer.ts';
import { readUtterance } from '../../studio/simulation/read-utterance.ts';
import type { ChatModel } from './chat-model.ts';

export interface Agent {
  model: ChatModel;
  /** Mixed into each turn's seed; 0 leaves it as it is. */
  seed: number;
}

const answers = {
  compact: { user: { name: 'next_line', schema: AnswerSchema }, system: { name: 'next_line', schema: AnswerSchema } },
  rich: {
    user: { name: 'user_line', schema: UserAnswerSchema },
    system: { name: 'system_line', schema: SystemAnswerSchema },
  },
};

/** A fresh sample is drawn a little hotter than the one before: at the same temperature small models often repeat themselves. */
const hotterByAttempt = 0.1;

/** Asks the speaker's model for the next utterance; failures are those of `ChatModel.ask`. It never retries what Temporal should. */
export function createOpenAiRealizer(
  agents: { user: Agent; system: Agent },
  prompting: RunConfig['model']['prompting'] = 'compact',
): Realizer {
  const names = [...new Set([agents.user.model.name, agents.system.model.name])];
  return {
    name: `openai:${names.join('+')}`,
    isOffline: false,
    async realize(request, signal, keepFailedCall = () => Promise.resolve(), reserveCall): Promise<Realization> {
      const { role, step } = request.context;
      const { model, seed } = agents[role];
      const isRich = prompting === 'rich';
      const isTold = request.feedback.length > 0;
      const { content, isCut, modelCall } = await model.ask(
        {
          messages: isRich ? buildRichMessages(request) : buildMessages(request),
          seed: seed === 0 ? request.seed : deriveSeed(request.seed, 'model', seed),
          hotter: isTold ? 0 : hotterByAttempt * request.attempt,
          answer: answers[prompting][role],
        },
        signal,
        keepFailedCall,
        reserveCall,
      );
      const text = readUtterance(content, isCut, step.slots);
      return { text, ...(isRich ? readCitations(content) : {}), modelCall };
    },
  };
}
