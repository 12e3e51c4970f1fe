import type OpenAI from 'openai';
import { StudioFailure } from '../../schemas/failure.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import { findCallFault } from './call-fault.ts';
import { hashRequest } from './chat-body.ts';
import type { Body } from './chat-body.ts';
import { endAfter } from './deadline.ts';
import { describeFailure, readComplaint } from './endpoint-failure.ts';
import type { Complaint } from './complaint.ts';
import type { Endpoint } from './endpoint.ts';
import type { ModelSettings } from './model-settings.ts';
import { priceOf } from './price-table.ts';
import { readCompletion } from './read-completion.ts';
import type { Completion } from './read-completion.ts';

export interface Outcome {
  content: string;
  modelCall: ModelCall;
  /** Null for an answer; the signal's reason where the caller gave up. */
  failure: unknown;
  /** What the endpoint said went wrong, where it said so by a status. */
  complaint: Complaint | undefined;
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

/** One call, its end whatever it is. */
export async function sendCall(
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
  let complaint: Complaint | undefined;
  try {
    // The deadline ends the call, not the client, which would not say after how long.
    const options = { body, signal: deadline.signal, timeout: timeoutMs + 5000 };
    completion = readCompletion(await client.post<unknown>('/chat/completions', options), endpoint);
    ({ failure } = completion);
  } catch (thrown) {
    complaint = signal.aborted ? undefined : readComplaint(thrown);
    failure = signal.aborted ? signal.reason : describeFailure(thrown, endpoint, deadline.isPast() ? timeoutMs : null);
    if (complaint !== undefined && findCallFault(complaint) === 'cut') {
      completion = { ...noCompletion, content: '', finishReason: 'length' };
      failure = null;
    }
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
  return { content: content ?? '', modelCall, failure, complaint, isOverloaded };
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
