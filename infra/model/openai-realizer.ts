import OpenAI from 'openai';
import type { Realization, RealizationRequest, Realizer } from '../../schemas/realization.ts';
import { cleanUtterance } from '../../studio/simulation/clean-utterance.ts';
import { buildMessages } from '../../studio/simulation/prompts.ts';
import { endAfter } from './deadline.ts';
import { isOpenAi } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { describeFailure } from './endpoint-failure.ts';
import { readCompletion } from './read-completion.ts';

export interface OpenAiRealizerOptions extends Endpoint {
  temperature: number;
  maxTokens: number;
  /** For the whole answer, its body included. */
  timeoutMs: number;
}

/** A failed sample is drawn again a little hotter: at the same temperature small models often repeat themselves. */
const hotterByAttempt = 0.1;
const maximumTemperature = 2;

/**
 * Asks an OpenAI-compatible endpoint for the next utterance. Rejects with ModelUnavailable (try again), ModelRefused (this dialog's content)
 * or InvalidRunConfig (key, model name, base URL, quota); when `signal` ends the call, with the signal's own reason. It never retries.
 */
export function createOpenAiRealizer(options: OpenAiRealizerOptions): Realizer {
  const client = createClient(options);
  return {
    name: `openai:${options.model}`,
    isOffline: false,
    async realize(request, signal): Promise<Realization> {
      signal.throwIfAborted();
      const startedMs = performance.now();
      const body = await ask(client, options, request, signal);
      const { text, isCut, promptTokens, completionTokens } = readCompletion(body, options);
      const clean = cleanUtterance(text);
      return {
        text: isCut ? wholeSentences(clean) : clean,
        promptTokens,
        completionTokens,
        latencyMs: Math.round(performance.now() - startedMs),
      };
    },
  };
}

/** Temporal retries, not the client, whose waits have no bound and ignore cancellation; and what it logs could hold review text. */
export const createClient = ({ baseUrl, apiKey }: Endpoint): OpenAI =>
  new OpenAI({ baseURL: baseUrl, apiKey, adminAPIKey: null, maxRetries: 0, logLevel: 'off' });

async function ask(
  client: OpenAI,
  options: OpenAiRealizerOptions,
  { context, feedback, seed, attempt }: RealizationRequest,
  signal: AbortSignal,
): Promise<unknown> {
  const { model, temperature, maxTokens, timeoutMs } = options;
  const deadline = endAfter(timeoutMs, signal);
  try {
    return await client.chat.completions.create(
      {
        model,
        messages: buildMessages({ context, feedback, seed, attempt }),
        temperature: Math.min(maximumTemperature, temperature + hotterByAttempt * attempt),
        seed,
        ...(isOpenAi(options) ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
      },
      // The client's own timeout ends at the response's headers.
      { signal: deadline.signal, timeout: timeoutMs },
    );
  } catch (error) {
    signal.throwIfAborted();
    throw describeFailure(error, options, deadline.isPast() ? timeoutMs : null);
  } finally {
    deadline.clear();
  }
}

/** An answer cut at the token limit, up to its last whole sentence; empty where there is none. */
function wholeSentences(text: string): string {
  return /^.*[.!?…]["'”’)]*(?=\s|$)/u.exec(text)?.[0] ?? '';
}
