import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { ModelRole } from '../../schemas/model-call.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { endAfter } from './deadline.ts';
import { resolveEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { describeFailure } from './endpoint-failure.ts';
import { resolveModelSettings } from './model-settings.ts';
import { createClient } from './openai-client.ts';

/** What stands in the way of the run's agents, empty when fine: each one's key, address and model name. Never throws for it. */
export async function findEndpointProblems(
  config: RunConfig,
  env: NodeJS.ProcessEnv,
  timeoutMs = 10_000,
): Promise<string[]> {
  const problems: string[] = [];
  const asked = new Set<string>();
  for (const role of ['user', 'system'] as const) {
    const { baseUrl, name, keyVariable } = resolveModelSettings(config, role);
    const key = JSON.stringify([baseUrl, name, keyVariable]);
    if (asked.has(key)) continue;
    asked.add(key);
    problems.push(...(await findProblemsOf(role, config, env, timeoutMs)));
  }
  return problems;
}

async function findProblemsOf(
  role: ModelRole,
  config: RunConfig,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<string[]> {
  try {
    const endpoint = resolveEndpoint(resolveModelSettings(config, role), env);
    return findNameProblems(endpoint, await listModels(endpoint, timeoutMs));
  } catch (error) {
    if (!(error instanceof StudioFailure)) throw error;
    const { message, details } = error;
    return [details.remedy === undefined ? message : `${message}. ${details.remedy}`];
  }
}

/** Statuses of an endpoint that is there and lists no models. */
const noListStatuses: readonly unknown[] = [404, 405, 501];

const ModelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Names of the endpoint's models; null where it does not tell. */
async function listModels(endpoint: Endpoint, timeoutMs: number): Promise<string[] | null> {
  try {
    const body = await within(timeoutMs, endpoint, (signal) =>
      createClient(endpoint).get<unknown>('/models', { signal }),
    );
    return ModelsSchema.safeParse(body).data?.data.map(({ id }) => id) ?? null;
  } catch (error) {
    if (error instanceof StudioFailure && noListStatuses.includes(error.details['status'])) return null;
    throw error;
  }
}

const shownModels = 5;

function findNameProblems({ baseUrl, model }: Endpoint, models: readonly string[] | null): string[] {
  // Ollama lists a model by its tag and takes it without.
  if (models === null || models.includes(model) || models.includes(`${model}:latest`)) return [];
  const known = models.slice(0, shownModels).join(', ');
  const more = models.length > shownModels ? ` and ${models.length - shownModels} more` : '';
  return [`${baseUrl} does not list the model ${model}; it lists ${known === '' ? 'none' : known}${more}`];
}

async function within(
  timeoutMs: number,
  endpoint: Endpoint,
  ask: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const deadline = endAfter(timeoutMs, new AbortController().signal);
  try {
    return await ask(deadline.signal);
  } catch (error) {
    throw describeFailure(error, endpoint, deadline.isPast() ? timeoutMs : null);
  } finally {
    deadline.clear();
  }
}
