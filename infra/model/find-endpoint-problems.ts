import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { endAfter } from './deadline.ts';
import { isOpenAi, resolveEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { describeFailure } from './endpoint-failure.ts';
import { createClient } from './openai-realizer.ts';
import { readCompletion } from './read-completion.ts';

export interface EndpointCheckOptions {
  /** Also asks for one short completion, which costs a few tokens. */
  asksCompletion?: boolean;
  timeoutMs?: number;
}

/** What stands in the way of the run's model endpoint, empty when fine: the key, the address, the model's name. Never throws for it. */
export async function findEndpointProblems(
  { model }: RunConfig,
  env: NodeJS.ProcessEnv,
  { asksCompletion = false, timeoutMs = 10_000 }: EndpointCheckOptions = {},
): Promise<string[]> {
  try {
    const endpoint = resolveEndpoint(model, env);
    const problems = findNameProblems(endpoint, await listModels(endpoint, timeoutMs));
    if (asksCompletion && problems.length === 0) await askForOneWord(endpoint, model.timeoutMs);
    return problems;
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

async function askForOneWord(endpoint: Endpoint, timeoutMs: number): Promise<void> {
  const limit = isOpenAi(endpoint) ? { max_completion_tokens: 16 } : { max_tokens: 16 };
  const messages = [{ role: 'user' as const, content: 'Say hello.' }];
  const body = await within(timeoutMs, endpoint, (signal) =>
    createClient(endpoint).chat.completions.create(
      { model: endpoint.model, messages, ...limit },
      { signal, timeout: timeoutMs },
    ),
  );
  readCompletion(body, endpoint);
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
