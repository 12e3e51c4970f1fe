import type { Realizer } from '../../activities/dependencies.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { createOfflineRealizer } from '../../studio/simulation/offline-realizer.ts';
import type { FindChatModel } from './chat-models.ts';
import { createOpenAiRealizer } from './openai-realizer.ts';
import { resolveModelSettings } from './model-settings.ts';

/** The realizer that the run's config names. Throws InvalidRunConfig where an endpoint that needs a key has none. */
export function createRealizer(config: RunConfig, findChatModel: FindChatModel): Realizer {
  if (config.model.kind === 'offline') return createOfflineRealizer();
  const agentOf = (role: 'user' | 'system') => ({
    model: findChatModel(config, role),
    seed: resolveModelSettings(config, role).seed,
  });
  return createOpenAiRealizer({ user: agentOf('user'), system: agentOf('system') }, config.model.prompting);
}
