import { createHash } from 'node:crypto';
import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import type { CallBound } from '../../schemas/ledger.ts';
import type { KeepFailedCall, ReserveCall } from '../../schemas/realization.ts';
import { oncePer } from '../../studio/once-per.ts';
import type { ChatMessage } from '../../studio/simulation/prompts.ts';
import type { AdaptiveLimit } from './adaptive-limit.ts';
import { endAfter } from './deadline.ts';
import { findRefusedParameter } from './endpoint-dialect.ts';
import type { Parameter } from './endpoint-dialect.ts';
import { describeFailure } from './endpoint-failure.ts';
import { isOpenAi } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import type { ModelSettings } from './model-settings.ts';
import { priceOf } from './price-table.ts';
import type { TokenPrice } from './price-table.ts';
import { readCompletion } from './read-completion.ts';
import type { Completion } from './read-completion.ts';

export interface ChatRequest {
  messages: readonly ChatMessage[];
  seed: number;
  /** Above the model's own temperature; the sum never passes 1, which some endpoints take at most, unless the model's own does. */
  hotter: number;
  /** What the answer should be where the endpoint can hold the model to it. */
  answer: { name: string; schema: z.ZodType };
}

export interface ChatAnswer {
  content: string;
  /** True where the token limit ended it. */
  isCut: boolean;
  modelCall: ModelCall;
}

/** One model behind an OpenAI-compatible endpoint. */
export interface ChatModel {
  readonly name: string;
  /**
   * Asks until an answer comes or a failure is one that only a later try can mend: a call that was turned down for a parameter is repeated
   * without it at once. Rejects with ModelUnavailable (try again), ModelRefused (this content), InvalidRunConfig (key, model name, base URL,
   * quota), or the signal's own reason. Every call without an answer goes to `keepFailedCall` first. No call is made before
   * `reserveCall` agrees to the most that it may cost; what that rejects with comes out of here.
   */
  ask(
    request: ChatRequest,
    signal: AbortSignal,
    keepFailedCall: KeepFailedCall,
    reserveCall?: ReserveCall,
  ): Promise<ChatAnswer>;
}

/** What a worker knows of an endpoint, shared by all calls to it. */
export interface EndpointState {
  client: OpenAI;
  limit: AdaptiveLimit;
  /** Parameters that it turned down: learnt from its 400s, and not sent again. */
  refused: Set<Parameter>;
}

export function createChatModel(endpoint: Endpoint, settings: ModelSettings, state: EndpointState): ChatModel {
  return {
    name: endpoint.model,
    async ask(request, signal, keepFailedCall, reserveCall) {
      for (;;) {
        const leave = await state.limit.enter(signal);
        const body = buildBody(request, endpoint, settings, state.refused);
        try {
          await reserveCall?.(boundCall(body, settings));
        } catch (error) {
          leave('other');
          throw error;
        }
        const outcome = await send(body, endpoint, settings, state.client, signal);
        leave(outcome.failure === null ? 'answered' : outcome.isOverloaded ? 'overloaded' : 'other');
        const { modelCall, failure, content } = outcome;
        if (failure === null) return { content, isCut: modelCall.finishReason === 'length', modelCall };
        await keepFailedCall(modelCall);
        const parameter = findRefusedParameter(outcome.error, parametersOf(body, settings));
        if (parameter === undefined) throw failure;
        // Two calls under way may both learn it; either way the next body is without it.
        state.refused.add(parameter);
      }
    },
  };
}

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

function buildBody(
  { messages, seed, hotter, answer }: ChatRequest,
  endpoint: Endpoint,
  settings: ModelSettings,
  refused: ReadonlySet<Parameter>,
): Body {
  const tokenLimit = tokenLimitOf(endpoint, settings, refused);
  const temperature = Math.min(Math.max(1, settings.temperature), settings.temperature + hotter);
  const isStructured = settings.format !== 'text' && !refused.has('response_format');
  return {
    model: endpoint.model,
    messages: [...messages],
    ...(tokenLimit === undefined ? {} : { [tokenLimit]: settings.maxTokens }),
    // 0.8 + 0.1 * 3 has seventeen digits.
    ...(refused.has('temperature') ? {} : { temperature: Number(temperature.toFixed(3)) }),
    ...(refused.has('seed') ? {} : { seed }),
    ...(isStructured ? { response_format: formatOf(answer) } : {}),
  };
}

/** A JSON schema is dear to make, and one answer's stays the same. */
const formatOf = oncePer(({ name, schema }: ChatRequest['answer']) => zodResponseFormat(schema, name));

/** What a chat template puts around the messages, beyond what JSON does. */
const templateTokens = 64;

/** No tokenizer makes more tokens of a text than it has bytes; the body holds the messages and the answer's schema. */
function boundCall(body: Body, { price }: ModelSettings): CallBound {
  const promptTokens = Buffer.byteLength(JSON.stringify(body)) + templateTokens;
  const completionTokens = body.max_tokens ?? body.max_completion_tokens ?? null;
  if (completionTokens === null) return { nanoUsd: null, tokens: null };
  const atMost = priceOf({ promptTokens, cachedTokens: 0, completionTokens }, price && dearest(price));
  return {
    nanoUsd: atMost === null ? null : Math.ceil(atMost * 1e9),
    tokens: promptTokens + completionTokens,
  };
}

const dearest = (price: TokenPrice): TokenPrice => ({
  ...price,
  inputPerMillion: Math.max(price.inputPerMillion, price.cachedInputPerMillion),
});

function tokenLimitOf(
  endpoint: Endpoint,
  { tokenLimit }: ModelSettings,
  refused: ReadonlySet<Parameter>,
): 'max_tokens' | 'max_completion_tokens' | undefined {
  if (tokenLimit !== 'auto') return tokenLimit;
  const names = isOpenAi(endpoint)
    ? (['max_completion_tokens', 'max_tokens'] as const)
    : (['max_tokens', 'max_completion_tokens'] as const);
  return names.find((name) => !refused.has(name));
}

/** Parameters of the body that may be left out; what the config fixes is not among them. */
function parametersOf(body: Body, { format, tokenLimit }: ModelSettings): Set<Parameter> {
  const sent = new Set<Parameter>();
  if ('temperature' in body) sent.add('temperature');
  if ('seed' in body) sent.add('seed');
  if ('response_format' in body && format === 'auto') sent.add('response_format');
  if ('max_tokens' in body && tokenLimit === 'auto') sent.add('max_tokens');
  if ('max_completion_tokens' in body && tokenLimit === 'auto') sent.add('max_completion_tokens');
  return sent;
}

interface Outcome {
  content: string;
  modelCall: ModelCall;
  /** Null for an answer; the signal's reason where the caller gave up. */
  failure: unknown;
  /** What the client threw. */
  error: unknown;
  isOverloaded: boolean;
}

const noCompletion: Completion = {
  content: null,
  finishReason: null,
  promptTokens: null,
  cachedTokens: null,
  completionTokens: null,
  failure: null,
};

async function send(
  body: Body,
  endpoint: Endpoint,
  settings: ModelSettings,
  client: OpenAI,
  signal: AbortSignal,
): Promise<Outcome> {
  const { timeoutMs, price } = settings;
  const startedMs = performance.now();
  const deadline = endAfter(timeoutMs, signal);
  let completion = noCompletion;
  let failure: unknown = null;
  let error: unknown;
  try {
    // The client's own timeout ends at the response's headers.
    completion = readCompletion(
      await client.chat.completions.create(body, { signal: deadline.signal, timeout: timeoutMs }),
      endpoint,
    );
    ({ failure } = completion);
  } catch (thrown) {
    error = thrown;
    failure = signal.aborted ? signal.reason : describeFailure(thrown, endpoint, deadline.isPast() ? timeoutMs : null);
  } finally {
    deadline.clear();
  }
  const { content, finishReason, failure: _failure, ...tokens } = completion;
  const modelCall: ModelCall = {
    requestHash: hashRequest(endpoint.baseUrl, body),
    parameters: describeParameters(body, endpoint),
    answer: content,
    finishReason,
    ...tokens,
    costUsd: priceOf(tokens, price),
    latencyMs: Math.round(performance.now() - startedMs),
    failure: failure === null ? null : nameFailure(failure),
  };
  const isOverloaded = deadline.isPast() || (failure instanceof StudioFailure && isOverload(failure.details['status']));
  return { content: content ?? '', modelCall, failure, error, isOverloaded };
}

const isOverload = (status: unknown): boolean => status === 429 || status === 503 || status === 529;

function describeParameters(body: Body, { baseUrl, model }: Endpoint): ModelCall['parameters'] {
  return {
    baseUrl,
    model,
    temperature: body.temperature ?? null,
    seed: body.seed ?? null,
    maxTokens: body.max_tokens ?? body.max_completion_tokens ?? null,
    format: body.response_format === undefined ? 'text' : 'json_schema',
  };
}

function nameFailure(failure: unknown): ModelCall['failure'] {
  if (!(failure instanceof StudioFailure)) {
    return { name: 'Cancelled', status: null, message: 'the worker gave the call up' };
  }
  const { status } = failure.details;
  return { name: failure.name, status: typeof status === 'number' ? status : null, message: failure.message };
}

/** SHA-256 of base URL and body as JSON with sorted keys: the same request has the same hash whatever built it. */
export function hashRequest(baseUrl: string, body: object): string {
  const sorted = JSON.stringify({ baseUrl, body }, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(sorted).digest('hex');
}
