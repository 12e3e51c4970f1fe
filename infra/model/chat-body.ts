import { createHash } from 'node:crypto';
import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import type { CallBound } from '../../schemas/ledger.ts';
import { oncePer } from '../../studio/once-per.ts';
import type { ChatMessage } from '../../studio/simulation/prompts.ts';
import type { Parameter } from './endpoint-dialect.ts';
import { isOpenAi } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import type { ModelSettings } from './model-settings.ts';
import { priceOf } from './price-table.ts';
import type { TokenPrice } from './price-table.ts';

export interface ChatRequest {
  messages: readonly ChatMessage[];
  seed: number;
  /** Above the model's own temperature; the sum never passes 1, which some endpoints take at most, unless the model's own does. */
  hotter: number;
  /** What the answer should be where the endpoint can hold the model to it. */
  answer: { name: string; schema: z.ZodType };
}

export type Body = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'> & { stream?: true };

/** As far as a request's body depends on it. */
type Asked = Pick<Endpoint, 'baseUrl' | 'model'>;

/** What is sent, without what the endpoint or model does not take. */
export function buildBody(
  { messages, seed, hotter, answer }: ChatRequest,
  endpoint: Asked,
  settings: ModelSettings,
  refused: ReadonlySet<Parameter>,
): Body {
  const tokenLimit = tokenLimitOf(endpoint, settings, refused);
  const temperature = Math.min(Math.max(1, settings.temperature), settings.temperature + hotter);
  const isStructured = settings.format !== 'text' && !refused.has('response_format');
  return {
    model: endpoint.model,
    messages: refused.has('system_role') ? mergeMessages(messages) : [...messages],
    ...(tokenLimit === undefined ? {} : { [tokenLimit]: settings.maxTokens }),
    // 0.8 + 0.1 * 3 has seventeen digits.
    ...(refused.has('temperature') ? {} : { temperature: Number(temperature.toFixed(3)) }),
    ...(refused.has('seed') ? {} : { seed }),
    ...(isStructured ? { response_format: formatOf(answer) } : {}),
    ...(refused.has('whole_answer') ? { stream: true, stream_options: { include_usage: true } } : {}),
  };
}

/** All that is asked in one message of the user, the rules first: what models without a system role are told by their makers. */
const mergeMessages = (messages: readonly ChatMessage[]): ChatMessage[] => [
  { role: 'user', content: messages.map(({ content }) => content).join('\n\n') },
];

/** A JSON schema is dear to make, and one answer's stays the same. */
const formatOf = oncePer(({ name, schema }: ChatRequest['answer']) => zodResponseFormat(schema, name));

/** What a chat template puts around the messages, beyond what JSON does. */
const templateTokens = 64;

/** The most that a call may cost. No tokenizer makes more tokens of a text than it has bytes; the body holds the messages and the answer's schema. */
export function boundCall(body: Body, { price }: ModelSettings): CallBound {
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
  endpoint: Asked,
  { tokenLimit }: ModelSettings,
  refused: ReadonlySet<Parameter>,
): 'max_tokens' | 'max_completion_tokens' | undefined {
  if (tokenLimit !== 'auto') return tokenLimit;
  const names = isOpenAi(endpoint)
    ? (['max_completion_tokens', 'max_tokens'] as const)
    : (['max_tokens', 'max_completion_tokens'] as const);
  return names.find((name) => !refused.has(name));
}

/** What of the body may be left out or put otherwise; what the config fixes is not among it. */
export function parametersOf(body: Body, { format, tokenLimit }: ModelSettings): Set<Parameter> {
  const sent = new Set<Parameter>();
  if (body.messages.some(({ role }) => role === 'system')) sent.add('system_role');
  if (body.stream !== true) sent.add('whole_answer');
  if ('temperature' in body) sent.add('temperature');
  if ('seed' in body) sent.add('seed');
  if ('response_format' in body && format === 'auto') sent.add('response_format');
  if ('max_tokens' in body && tokenLimit === 'auto') sent.add('max_tokens');
  if ('max_completion_tokens' in body && tokenLimit === 'auto') sent.add('max_completion_tokens');
  return sent;
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
