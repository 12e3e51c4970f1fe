import { buildBody, hashRequest } from './chat-body.ts';
import type { Parameter } from './endpoint-dialect.ts';
import { openAiBaseUrl } from './endpoint.ts';
import { resolveModelSettings } from './model-settings.ts';
import { buildTurnRequest } from './openai-realizer.ts';
import { asPlain } from './prove-fault.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import type { RealizationRequest } from '../../schemas/realization.ts';
import type { RunConfig } from '../../schemas/run-config.ts';

/** The hash of what today's code would ask in place of a call, where that is another request; null where it is the same. */
export type FindOtherRequest = (request: RealizationRequest, call: ModelCall) => string | null;

/**
 * Builds the requests of a run with a model again, as far as the key, which is no part of them. What the endpoint had turned down is not kept with
 * a call: a request is the same where it is so without some of the parameters that an endpoint may turn down.
 */
export function createFindOtherRequest(config: RunConfig): FindOtherRequest {
  let lastRefused: ReadonlySet<Parameter> = new Set();
  return (request, call) => {
    const settings = resolveModelSettings(config, request.context.role);
    const endpoint = { baseUrl: settings.baseUrl ?? openAiBaseUrl, model: settings.name };
    const chat = buildTurnRequest(request, config.model.prompting, settings.seed);
    const hashWithout = (refused: ReadonlySet<Parameter>): string => {
      const body = buildBody(chat, endpoint, settings, refused);
      return hashRequest(endpoint.baseUrl, call.failure?.name === 'Probe' ? asPlain(body) : body);
    };
    for (const refused of [lastRefused, ...everyRefusal]) {
      if (hashWithout(refused) !== call.requestHash) continue;
      lastRefused = refused;
      return null;
    }
    return hashWithout(lastRefused);
  };
}

const parameters: readonly Parameter[] = [
  'response_format',
  'seed',
  'temperature',
  'max_tokens',
  'max_completion_tokens',
  'system_role',
  'whole_answer',
];

/** All sets of parameters, those that are turned down most often first. */
const everyRefusal: readonly ReadonlySet<Parameter>[] = Array.from(
  { length: 2 ** parameters.length },
  (_, chosen) => new Set(parameters.filter((_parameter, at) => ((chosen >> at) & 1) === 1)),
);
