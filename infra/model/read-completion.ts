import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Endpoint } from './endpoint.ts';
import { checkBaseUrl, describeComplaint, unavailable } from './endpoint-failure.ts';

export interface Completion {
  text: string;
  /** True where the token limit ended it. */
  isCut: boolean;
  promptTokens: number | null;
  completionTokens: number | null;
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
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(null),
});

/** Some gateways send what went wrong with status 200. */
const ComplaintSchema = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, code: null })),
    z.object({ message: z.string().catch('an error'), code: z.union([z.string(), z.number()]).nullish().catch(null) }),
  ]),
});

/**
 * The body of an answer with status 200, which need not be what it should be. Throws ModelUnavailable where it is malformed and
 * ModelRefused where the model or a filter declined. Empty text is a bad sample like any other: the fidelity checks refuse it.
 */
export function readCompletion(body: unknown, endpoint: Endpoint): Completion {
  const complaint = ComplaintSchema.safeParse(body);
  if (complaint.success) {
    const { message: text, code } = complaint.data.error;
    const status = typeof code === 'number' && code >= 400 && code < 600 ? code : 500;
    throw describeComplaint({ status, code: String(code ?? ''), text }, endpoint);
  }
  const parsed = CompletionSchema.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (choice === undefined) throw malformed(typeof body === 'string' ? 'text that is no JSON' : 'no choices', endpoint);
  const { content, refusal } = choice.message;
  const isFiltered = choice.finish_reason === 'content_filter';
  if (isFiltered || (typeof refusal === 'string' && refusal !== '')) throw refused(isFiltered, endpoint);
  const isCut = choice.finish_reason === 'length';
  // A model that thinks first may reach the limit before its first word.
  if (typeof content !== 'string' && !isCut) throw malformed('no content', endpoint);
  return {
    text: content ?? '',
    isCut,
    promptTokens: parsed.data?.usage?.prompt_tokens ?? null,
    completionTokens: parsed.data?.usage?.completion_tokens ?? null,
  };
}

const malformed = (what: string, endpoint: Endpoint): StudioFailure =>
  unavailable(endpoint, `answered 200 with ${what}`, checkBaseUrl(endpoint));

function refused(isFiltered: boolean, { model }: Endpoint): StudioFailure {
  const message = isFiltered ? `A content filter cut the answer of ${model}` : `${model} refused to answer`;
  return new StudioFailure('ModelRefused', message, {
    remedy: 'Other dialogs go on; another model may take this one.',
  });
}
