import { noMeter } from '../../activities/meter.ts';
import type { Meter } from '../../activities/meter.ts';
import type { ModelRole } from '../../schemas/model-call.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { CheckEndpoint } from './allowed-endpoints.ts';
import { createAdaptiveLimit } from './adaptive-limit.ts';
import { createChatModel } from './chat-model.ts';
import type { ChatModel, EndpointState } from './chat-model.ts';
import { resolveEndpoint } from './endpoint.ts';
import { resolveModelSettings } from './model-settings.ts';
import { createClient } from './openai-client.ts';
import { createShareProof } from './prove-fault.ts';

/** The model of a role. Throws InvalidRunConfig where its endpoint needs a key and `env` holds none, or may not be used here. */
export type FindChatModel = (config: RunConfig, role: ModelRole) => ChatModel;

/**
 * One for each worker process: what it learns of an endpoint (how much it bears, which parameters it takes) holds for every later call,
 * whichever run or role makes it.
 */
export function createChatModels(
  env: NodeJS.ProcessEnv,
  checkEndpoint: CheckEndpoint,
  meter: Meter = noMeter,
): FindChatModel {
  const states = new Map<string, EndpointState>();
  const limits = new Map<string, EndpointState['limit']>();
  return (config, role) => {
    const settings = resolveModelSettings(config, role);
    checkEndpoint(settings);
    const endpoint = resolveEndpoint(settings, env);
    const limit = remember(limits, `${endpoint.baseUrl}\n${settings.callsAtOnce}`, () =>
      createAdaptiveLimit(settings.callsAtOnce),
    );
    const state = remember(
      states,
      JSON.stringify([
        endpoint.baseUrl,
        endpoint.model,
        endpoint.keyVariable,
        settings.headers,
        settings.query,
        settings.callsAtOnce,
      ]),
      (): EndpointState => ({
        client: createClient(endpoint),
        limit,
        refused: new Set(),
        shareProof: createShareProof(),
      }),
    );
    return createChatModel(endpoint, settings, state, { role, meter });
  };
}

function remember<T>(known: Map<string, T>, key: string, create: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const created = create();
  known.set(key, created);
  return created;
}
