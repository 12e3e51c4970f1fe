import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Endpoint } from './endpoint.ts';
import { describeComplaint, isNoSuchPath, noEndpoint } from './endpoint-failure.ts';

export interface Completion {
  /** Null where the body holds none; empty where the token limit, or the model itself, ended a thought before its first word. */
  content: string | null;
  finishReason: string | null;
  /** Includes the cached ones. */
  promptTokens: number | null;
  cachedTokens: number | null;
  completionTokens: number | null;
  /** Why this is no answer: ModelUnavailable where the body is malformed, ModelRefused where the model or a filter declined. */
  failure: StudioFailure | null;
}

const count = z.number().int().nonnegative().nullish().catch(null);
const thought = z.string().nullish().catch(null);

/** Some gateways send what went wrong with status 200, in the body or in its choice. */
const ErrorSchema = z.union([
  z.string().transform((message) => ({ message, code: null, type: null })),
  z.object({
    message: z.string().catch('an error'),
    code: z.union([z.string(), z.number()]).nullish().catch(null),
    type: z.string().nullish().catch(null),
  }),
]);

const CompletionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          reasoning_content: thought,
          reasoning: thought,
          thinking: thought,
        }),
        error: ErrorSchema.nullish().catch(null),
      }),
    )
    .min(1),
});

const UsageSchema = z.object({
  usage: z.object({
    prompt_tokens: count,
    completion_tokens: count,
    prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
  }),
});

const ComplaintSchema = z.object({ error: ErrorSchema });

/** The body of an answer with status 200, which need not be what it should be. Empty text is a bad sample like any other: the checks refuse it. */
export function readCompletion(body: unknown, endpoint: Endpoint): Completion {
  const usage = UsageSchema.safeParse(body).data?.usage;
  const choice = CompletionSchema.safeParse(body).data?.choices[0];
  const completion = {
    content: choice?.message.content ?? null,
    finishReason: choice?.finish_reason ?? null,
    promptTokens: usage?.prompt_tokens ?? null,
    cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
  };
  const error = ComplaintSchema.safeParse(body).data?.error ?? choice?.error ?? undefined;
  if (error !== undefined) {
    const { message: text, code, type } = error;
    const given = Number(code) >= 400 && Number(code) < 600 ? Number(code) : 500;
    const status = isNoSuchPath({ text }) ? 200 : given;
    const complaint = { status, code: String(code ?? ''), type: type ?? '', text };
    return { ...completion, failure: describeComplaint(complaint, endpoint) };
  }
  if (choice === undefined) {
    return {
      ...completion,
      failure: malformed(typeof body === 'string' ? 'text that is no JSON' : 'no choices', endpoint),
    };
  }
  const { refusal, reasoning_content: reasoningContent, reasoning, thinking } = choice.message;
  const isFiltered = filterReasons.has(completion.finishReason?.toLowerCase() ?? '');
  if (isFiltered || (typeof refusal === 'string' && refusal !== '')) {
    return { ...completion, failure: refused(isFiltered, endpoint) };
  }
  if (completion.finishReason === 'error') return { ...completion, failure: malformed('an error', endpoint) };
  // A model that thinks first may reach the limit, or its end, before its first word.
  const hasThought = Boolean(reasoningContent ?? reasoning ?? thinking);
  if (completion.content === null && (completion.finishReason === 'length' || hasThought)) {
    return { ...completion, content: '', failure: null };
  }
  return { ...completion, failure: completion.content === null ? malformed('no content', endpoint) : null };
}

/** OpenAI's word, and those that gateways to others hand on. */
const filterReasons: ReadonlySet<string> = new Set([
  'content_filter',
  'safety',
  'prohibited_content',
  'blocklist',
  'sensitive',
]);

const malformed = (what: string, endpoint: Endpoint): StudioFailure =>
  noEndpoint(endpoint, `answered 200 with ${what}`);

function refused(isFiltered: boolean, { model }: Endpoint): StudioFailure {
  const message = isFiltered ? `A content filter cut the answer of ${model}` : `${model} refused to answer`;
  return new StudioFailure('ModelRefused', message, {
    remedy: 'Other dialogs go on; another model may take this one.',
  });
}
