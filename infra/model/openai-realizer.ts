import type { Realizer } from '../../activities/dependencies.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { Realization, RealizationRequest } from '../../schemas/realization.ts';
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
import type { ChatRequest } from './chat-body.ts';
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

/** What every output names the realizer by. */
export const nameRealizer = (userModel: string, systemModel: string): string =>
  `openai:${[...new Set([userModel, systemModel])].join('+')}`;

/** A fresh sample is drawn a little hotter than the one before: at the same temperature small models often repeat themselves. */
const hotterByAttempt = 0.1;

/** What the speaker's model is asked for a turn; `agentSeed` as in `Agent`. */
export function buildTurnRequest(
  request: RealizationRequest,
  prompting: RunConfig['model']['prompting'],
  agentSeed: number,
): ChatRequest {
  const isTold = request.feedback.length > 0;
  return {
    messages: prompting === 'rich' ? buildRichMessages(request) : buildMessages(request),
    seed: agentSeed === 0 ? request.seed : deriveSeed(request.seed, 'model', agentSeed),
    hotter: isTold ? 0 : hotterByAttempt * request.attempt,
    answer: answers[prompting][request.context.role],
  };
}

/** Asks the speaker's model for the next utterance; failures are those of `ChatModel.ask`. It never retries what Temporal should. */
export function createOpenAiRealizer(
  agents: { user: Agent; system: Agent },
  prompting: RunConfig['model']['prompting'] = 'compact',
): Realizer {
  return {
    name: nameRealizer(agents.user.model.name, agents.system.model.name),
    isOffline: false,
    async realize(request, signal, keepFailedCall = () => Promise.resolve(), reserveCall): Promise<Realization> {
      const { role, step } = request.context;
      const { model, seed } = agents[role];
      const isRich = prompting === 'rich';
      const { content, isCut, modelCall } = await model.ask(
        buildTurnRequest(request, prompting, seed),
        signal,
        keepFailedCall,
        reserveCall,
      );
      const text = readUtterance(content, isCut, step.slots);
      return { text, ...(isRich ? readCitations(content) : {}), modelCall };
    },
  };
}
