import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Endpoint } from './endpoint.ts';
import { checkBaseUrl, describeComplaint, unavailable } from './endpoint-failure.ts';

export interface Completion {
  /** Null where the body holds none; empty where the token limit ended a thought before its first word. */
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

const CompletionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
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

/** Some gateways send what went wrong with status 200. */
const ComplaintSchema = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, code: null })),
    z.object({ message: z.string().catch('an error'), code: z.union([z.string(), z.number()]).nullish().catch(null) }),
  ]),
});

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
  const complaint = ComplaintSchema.safeParse(body);
  if (complaint.success) {
    const { message: text, code } = complaint.data.error;
    const status = typeof code === 'number' && code >= 400 && code < 600 ? code : 500;
    return { ...completion, failure: describeComplaint({ status, code: String(code ?? ''), text }, endpoint) };
  }
  if (choice === undefined) {
    return {
      ...completion,
      failure: malformed(typeof body === 'string' ? 'text that is no JSON' : 'no choices', endpoint),
    };
  }
  const { refusal } = choice.message;
  const isFiltered = completion.finishReason === 'content_filter';
  if (isFiltered || (typeof refusal === 'string' && refusal !== '')) {
    return { ...completion, failure: refused(isFiltered, endpoint) };
  }
  // A model that thinks first may reach the limit before its first word.
  if (completion.content === null && completion.finishReason === 'length') {
    return { ...completion, content: '', failure: null };
  }
  return { ...completion, failure: completion.content === null ? malformed('no content', endpoint) : null };
}

const malformed = (what: string, endpoint: Endpoint): StudioFailure =>
  unavailable(endpoint, `answered 200 with ${what}`, checkBaseUrl(endpoint));

function refused(isFiltered: boolean, { model }: Endpoint): StudioFailure {
  const message = isFiltered ? `A content filter cut the answer of ${model}` : `${model} refused to answer`;
  return new StudioFailure('ModelRefused', message, {
    remedy: 'Other dialogs go on; another model may take this one.',
  });
}
