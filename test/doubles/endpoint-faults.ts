import { hashRequest } from '../../infra/model/chat-body.ts';
import { createRandom, deriveSeed } from '../../studio/random.ts';
import type { ChatRequest, Fault } from './model-endpoint.ts';

export interface NamedFault {
  name: string;
  fault: Fault;
  /** The failure it becomes; null where it is an answer that the checks judge. */
  becomes: 'ModelUnavailable' | 'ModelRefused' | null;
}

const named = (name: string, becomes: NamedFault['becomes'], fault: Fault): NamedFault => ({ name, becomes, fault });
const answer = (message: object, finishReason: string): Fault => ({ kind: 'answer', message, finishReason });

/** Everything an endpoint does wrong that a run must get over. */
export const endpointFaults: readonly NamedFault[] = [
  named('429 with Retry-After: 1', 'ModelUnavailable', {
    kind: 'status',
    status: 429,
    headers: { 'retry-after': '1' },
    body: { error: { message: 'slow down', code: 'rate_limit_exceeded' } },
  }),
  named('500', 'ModelUnavailable', { kind: 'status', status: 500 }),
  named('503 with a page of HTML', 'ModelUnavailable', { kind: 'status', status: 503, body: '<html>busy</html>' }),
  named('no headers before the timeout', 'ModelUnavailable', { kind: 'hang' }),
  named('stalled body', 'ModelUnavailable', { kind: 'stall' }),
  named('connection cut before the headers', 'ModelUnavailable', { kind: 'close' }),
  named('connection reset in the body', 'ModelUnavailable', { kind: 'reset' }),
  named('200 with HTML', 'ModelUnavailable', { kind: 'body', body: '<html>log in</html>', contentType: 'text/html' }),
  named('200 with an error', 'ModelUnavailable', { kind: 'body', body: { error: { message: 'upstream is busy' } } }),
  named('200 with malformed JSON', 'ModelUnavailable', { kind: 'body', body: '{"choices": [' }),
  named('no choices', 'ModelUnavailable', { kind: 'body', body: { choices: [] } }),
  named('null content', 'ModelUnavailable', answer({ content: null }, 'stop')),
  named('cut at the token limit', null, answer({ content: 'I would very much' }, 'length')),
  named('empty content', null, answer({ content: '' }, 'stop')),
  named('refusal', 'ModelRefused', answer({ content: null, refusal: 'I cannot help with that.' }, 'stop')),
  named('content filter', 'ModelRefused', answer({ content: 'Half a' }, 'content_filter')),
];

export interface FaultyRequest {
  request: ChatRequest;
  /** Undefined where the request was answered as it should be. */
  fault: NamedFault | undefined;
}

/** Chooses a seeded `share` of the requests in the order they come and deals the faults out in turn; `dealt` says to whom. */
export function dealFaults(
  share: number,
  seed: number,
): { faultOf: (number: number, request: ChatRequest) => Fault | undefined; dealt: FaultyRequest[] } {
  const dealt: FaultyRequest[] = [];
  let faults = 0;
  return {
    dealt,
    faultOf: (number, request) => {
      const isChosen = createRandom(deriveSeed(seed, number)).unit() < share;
      const fault = isChosen ? endpointFaults[faults % endpointFaults.length] : undefined;
      if (isChosen) faults += 1;
      dealt.push({ request, fault });
      return fault?.fault;
    },
  };
}

/**
 * Requests whose kept calls differ from what the endpoint dealt them, one line each; empty when each request is kept once, with the failure its
 * fault becomes, and nothing else is. Repeated calls for one attempt are the same request, so their outcomes are compared in order.
 */
export function findUnexplainedRequests(
  dealt: readonly FaultyRequest[],
  kept: readonly { request_hash: string | null; failure: string | null }[],
  baseUrl: string,
): string[] {
  const expected = groupOutcomes(
    dealt.map(({ request, fault }) => [hashRequest(baseUrl, request), fault?.becomes ?? null]),
  );
  const found = groupOutcomes(kept.map(({ request_hash: hash, failure }) => [hash ?? 'no hash', failure]));
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((hash) => {
    const [dealtTo, keptOf] = [expected.get(hash) ?? 'never asked', found.get(hash) ?? 'not kept'];
    return dealtTo === keptOf ? [] : [`${hash}: ${dealtTo}, but kept: ${keptOf}`];
  });
}

function groupOutcomes(outcomes: readonly (readonly [hash: string, failure: string | null])[]): Map<string, string> {
  const grouped = new Map<string, string>();
  for (const [hash, failure] of outcomes) {
    grouped.set(hash, [...(grouped.get(hash)?.split(', ') ?? []), failure ?? 'answered'].join(', '));
  }
  return grouped;
}
