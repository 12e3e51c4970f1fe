import type { ModelRole } from '../../schemas/model-call.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { EndpointSettings } from './endpoint.ts';
import { findPrice } from './price-table.ts';
import type { TokenPrice } from './price-table.ts';

/** The model settings of one role, everything inherited filled in. */
export interface ModelSettings extends EndpointSettings {
  temperature: number;
  /** Mixed into each request's own seed; 0 leaves it as it is. */
  seed: number;
  maxTokens: number;
  /** For the whole answer, its body included. */
  timeoutMs: number;
  format: RunConfig['model']['format'];
  tokenLimit: RunConfig['model']['tokenLimit'];
  callsAtOnce: number;
  /** Undefined where nobody knows it. */
  price: TokenPrice | undefined;
}

export function resolveModelSettings({ model }: Pick<RunConfig, 'model'>, role: ModelRole): ModelSettings {
  const own = model[role];
  const { timeoutMs, format, tokenLimit, callsAtOnce, prices } = model;
  const endpoint = {
    baseUrl: own.baseUrl ?? model.baseUrl,
    name: own.name ?? model.name,
    keyVariable: own.keyVariable ?? model.keyVariable,
    headers: own.headers ?? model.headers,
    query: own.query ?? model.query,
  };
  return {
    ...endpoint,
    temperature: own.temperature ?? model.temperature,
    seed: own.seed ?? model.seed,
    maxTokens: own.maxTokens ?? model.maxTokens,
    timeoutMs,
    format,
    tokenLimit,
    callsAtOnce,
    price: findPrice(endpoint, prices),
  };
}
