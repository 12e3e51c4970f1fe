import { createCheckEndpoint, endpointsOf } from './allowed-endpoints.ts';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { ModelRole } from '../../schemas/model-call.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { AnswerSchema } from '../../studio/simulation/read-answer.ts';
import { createEmbedder } from './openai-embedder.ts';
import { createChatModels } from './chat-models.ts';
import { endAfter } from './deadline.ts';
import { findPlainTextRisk, resolveEndpoint } from './endpoint.ts';
import type { Endpoint, EndpointSettings } from './endpoint.ts';
import { adviseVersion, describeComplaint, describeFailure, isNoSuchPath } from './endpoint-failure.ts';
import { resolveModelSettings } from './model-settings.ts';
import { createClient } from './openai-client.ts';
import { plainMessages } from './prove-fault.ts';

export interface EndpointCheck {
  /**
   * `list`: the endpoint is asked for its models, which costs nothing and proves little. `answer`: each model is asked for a line of a few
   * tokens. `list-or-answer`: for a line where it lists no models.
   */
  proof: 'list' | 'answer' | 'list-or-answer';
  /** Default: the run's agents, and with proof `answer` the embedder of its aspects. */
  roles?: readonly ModelRole[];
  timeoutMs?: number;
  signal?: AbortSignal;
}

const timeoutMs = 30_000;

/** Enough to be answered, cut or not. */
const fewTokens = 16;

const agents: readonly ModelRole[] = ['user', 'system'];

/** What stands in the way of the roles, empty when fine: each one's key, address and model name. Never throws for it. */
export async function findEndpointFailures(
  config: RunConfig,
  env: NodeJS.ProcessEnv,
  check: EndpointCheck,
): Promise<StudioFailure[]> {
  const failures: StudioFailure[] = [];
  const find = async (work: () => Promise<StudioFailure[]>): Promise<void> => {
    try {
      failures.push(...(await work()));
    } catch (error) {
      check.signal?.throwIfAborted();
      if (!(error instanceof StudioFailure)) throw error;
      failures.push(error);
    }
  };
  for (const role of listRoles(config, check.roles)) {
    await find(async () => {
      const endpoint = resolveEndpoint(resolveModelSettings(config, role), env);
      const models = check.proof === 'answer' ? null : await listModels(endpoint, check);
      if (models === null && check.proof !== 'list') await askForLine(config, role, env, check);
      return models === null ? [] : findNameFailures(endpoint, models);
    });
  }
  if (check.proof === 'answer' && check.roles === undefined) await find(() => askForVector(config, env, check));
  return failures;
}

/** The same as sentences. */
export async function findEndpointProblems(
  config: RunConfig,
  env: NodeJS.ProcessEnv,
  check: EndpointCheck = { proof: 'list-or-answer' },
): Promise<string[]> {
  const failures = await findEndpointFailures(config, env, check);
  return failures.map(
    ({ message, details }) => `${message}${details.remedy === undefined ? '' : `. ${details.remedy}`}`,
  );
}

/** Keys that would go over the network in plain text, a sentence each; an endpoint that cannot be used says so itself. */
export function findPlainTextRisks(
  config: RunConfig,
  env: NodeJS.ProcessEnv,
  roles?: EndpointCheck['roles'],
): string[] {
  const { embedding } = config.aspects;
  const asked: EndpointSettings[] = [
    ...listRoles(config, roles).map((role) => resolveModelSettings(config, role)),
    ...(embedding.kind === 'openai' && roles === undefined
      ? [{ ...config.model, baseUrl: embedding.baseUrl, name: embedding.name }]
      : []),
  ];
  const risks = asked.flatMap((settings) => {
    try {
      return findPlainTextRisk(resolveEndpoint(settings, env)) ?? [];
    } catch {
      return [];
    }
  });
  return [...new Set(risks)];
}

/** One of the roles that share an endpoint, key and model. */
function listRoles(config: RunConfig, roles = agents): ModelRole[] {
  if (config.model.kind === 'offline') return [];
  const models = roles.map((role) => {
    const { baseUrl, name, keyVariable, headers, query } = resolveModelSettings(config, role);
    return JSON.stringify([baseUrl, name, keyVariable, headers, query]);
  });
  return roles.filter((_, index) => models.indexOf(models[index] ?? '') === index);
}

/** Statuses of an endpoint that is there and lists no models. */
const noListStatuses: readonly unknown[] = [404, 405, 501];

const ModelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });
const ComplaintSchema = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

/** Names of the endpoint's models; null where it has no list. Throws where what it answers is no endpoint's answer. */
async function listModels(endpoint: Endpoint, check: EndpointCheck): Promise<string[] | null> {
  try {
    const body = await within(endpoint, check, (signal) =>
      createClient(endpoint).get<unknown>('/models', { signal, timeout: longest(check) + 5000 }),
    );
    const models = ModelsSchema.safeParse(body).data;
    const complaint = ComplaintSchema.safeParse(body).data;
    if (complaint !== undefined) {
      const text = typeof complaint.error === 'string' ? complaint.error : complaint.error.message;
      throw describeComplaint({ status: isNoSuchPath({ text }) ? 200 : 500, code: '', text }, endpoint);
    }
    // Some proxies answer any path with a page to log in at.
    if (typeof body === 'string') throw notAnEndpoint(endpoint);
    return models?.data.map(({ id }) => id) ?? null;
  } catch (error) {
    if (
      error instanceof StudioFailure &&
      noListStatuses.includes(error.details['status']) &&
      !isNoSuchPath({ text: error.message })
    ) {
      return null;
    }
    throw error;
  }
}

const notAnEndpoint = (endpoint: Endpoint): StudioFailure =>
  new StudioFailure('InvalidRunConfig', `The model endpoint ${endpoint.baseUrl} answered with text that is no JSON`, {
    remedy: adviseVersion(endpoint),
  });

const shownModels = 5;

function findNameFailures({ baseUrl, model }: Endpoint, models: readonly string[]): StudioFailure[] {
  // Ollama lists a model by its tag and takes it without.
  if (models.includes(model) || models.includes(`${model}:latest`)) return [];
  const known = models.slice(0, shownModels).join(', ');
  const more = models.length > shownModels ? ` and ${models.length - shownModels} more` : '';
  const message = `${baseUrl} does not list the model ${model}; it lists ${known === '' ? 'none' : known}${more}`;
  return [new StudioFailure('InvalidRunConfig', message)];
}

/** Throws where no answer comes. The same way as a dialog's calls: what the endpoint does not take is left out. */
async function askForLine(
  config: RunConfig,
  role: ModelRole,
  env: NodeJS.ProcessEnv,
  { timeoutMs: longestMs = timeoutMs, signal = new AbortController().signal }: EndpointCheck,
): Promise<void> {
  const { model } = config;
  const brief = {
    ...model,
    timeoutMs: Math.min(longestMs, model.timeoutMs),
    [role]: { ...model[role], maxTokens: fewTokens },
  };
  const answer = { name: 'next_line', schema: AnswerSchema };
  const request = { messages: plainMessages, seed: config.seed, hotter: 0, answer };
  // A person asks about the config's own endpoints.
  const checkEndpoint = createCheckEndpoint(endpointsOf(config));
  await createChatModels(env, checkEndpoint)({ ...config, model: brief }, role).ask(request, signal, () =>
    Promise.resolve(),
  );
}

async function askForVector(config: RunConfig, env: NodeJS.ProcessEnv, check: EndpointCheck): Promise<StudioFailure[]> {
  const { embedding } = config.aspects;
  const brief = { ...embedding, timeoutMs: Math.min(longest(check), embedding.timeoutMs) };
  const settings = { ...config, aspects: { ...config.aspects, embedding: brief } };
  const embedder = createEmbedder(settings, env, createCheckEndpoint(endpointsOf(config)));
  await embedder?.embed(['The staff is friendly.'], check.signal ?? new AbortController().signal);
  return [];
}

const longest = (check: EndpointCheck): number => check.timeoutMs ?? timeoutMs;

async function within(
  endpoint: Endpoint,
  check: EndpointCheck,
  ask: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const deadline = endAfter(longest(check), check.signal ?? new AbortController().signal);
  try {
    return await ask(deadline.signal);
  } catch (error) {
    throw describeFailure(error, endpoint, deadline.isPast() ? longest(check) : null);
  } finally {
    deadline.clear();
  }
}
