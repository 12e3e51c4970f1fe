import type { Judge } from '../../activities/dependencies.ts';
import type { JudgeSettings } from '../../schemas/judgement.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { deriveSeed } from '../../studio/random.ts';
import type { FindChatModel } from './chat-models.ts';
import { resolveModelSettings } from './model-settings.ts';

/** Three reasons and three scores, where an utterance takes less. */
const judgeTokens = 400;

/** Cooler than the agents: judgements of one dialog should differ by doubt, not by chance. */
const judgeTemperature = 0.3;

/** Temperature that each further sample adds where an answer could not be read. */
const hotterByAttempt = 0.2;

/** The settings with what a judge has by default where nothing is said of it. */
export function withJudgeDefaults({ model, ...rest }: JudgeSettings): JudgeSettings {
  const { temperature, maxTokens } = model.judge;
  return {
    ...rest,
    model: {
      ...model,
      judge: {
        ...model.judge,
        temperature: temperature ?? judgeTemperature,
        maxTokens: maxTokens ?? Math.max(judgeTokens, model.maxTokens),
      },
    },
  };
}

/** What the journals know a judge by. */
export const judgeNameOf = ({ name }: { name: string }): string => `openai:${name}`;

/** The judge of these settings. Throws InvalidRunConfig where an endpoint that needs a key has none. */
export function createJudge(settings: JudgeSettings, findChatModel: FindChatModel): Judge {
  const config = RunConfigSchema.parse(withJudgeDefaults(settings));
  const model = findChatModel(config, 'judge');
  const { seed } = resolveModelSettings(config, 'judge');
  return {
    name: judgeNameOf(model),
    async ask(request, signal, keepFailedCall, reserveCall) {
      const { content, modelCall } = await model.ask(
        {
          messages: request.messages,
          seed: seed === 0 ? request.seed : deriveSeed(request.seed, 'judge', seed),
          hotter: hotterByAttempt * request.attempt,
          answer: request.answer,
        },
        signal,
        keepFailedCall,
        reserveCall,
      );
      return { content, modelCall };
    },
  };
}
