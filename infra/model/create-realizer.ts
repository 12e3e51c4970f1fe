import type { Realizer } from '../../activities/dependencies.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { createOfflineRealizer } from '../../studio/simulation/offline-realizer.ts';
import type { FindChatModel } from './chat-models.ts';
import { createOpenAiRealizer, nameRealizer } from './openai-realizer.ts';
import { resolveModelSettings } from './model-settings.ts';

/** What the realizer that the run's config names is called, without anything that opens its endpoint. */
export function realizerNameOf(config: RunConfig): string {
  if (config.model.kind === 'offline') return createOfflineRealizer().name;
  const [user, system] = [resolveModelSettings(config, 'user'), resolveModelSettings(config, 'system')];
  return nameRealizer(user.name, system.name);
}

/** The realizer that the run's config names. Throws InvalidRunConfig where an endpoint that needs a key has none. */
export function createRealizer(config: RunConfig, findChatModel: FindChatModel): Realizer {
  if (config.model.kind === 'offline') return createOfflineRealizer();
  const agentOf = (role: 'user' | 'system') => ({
    model: findChatModel(config, role),
    seed: resolveModelSettings(config, role).seed,
  });
  return createOpenAiRealizer({ user: agentOf('user'), system: agentOf('system') }, config.model.prompting);
}
