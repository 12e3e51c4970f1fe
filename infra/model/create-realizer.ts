import type { Realizer } from '../../schemas/realization.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { createOfflineRealizer } from '../../studio/simulation/offline-realizer.ts';
import { resolveEndpoint } from './endpoint.ts';
import { createOpenAiRealizer } from './openai-realizer.ts';

/** The realizer that the run's config names. Throws InvalidRunConfig where an endpoint that needs a key has none in `env`. */
export function createRealizer({ model }: RunConfig, env: NodeJS.ProcessEnv): Realizer {
  if (model.kind === 'offline') return createOfflineRealizer();
  const { temperature, maxTokens, timeoutMs } = model;
  return createOpenAiRealizer({ ...resolveEndpoint(model, env), temperature, maxTokens, timeoutMs });
}
