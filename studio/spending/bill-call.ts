import type { CallBound } from '../../schemas/ledger.ts';
import type { ModelCall } from '../../schemas/model-call.ts';

/** The endpoint never met such a call. */
const neverArrived = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH/u;

/**
 * The cost of a kept call: by the endpoint's own count of tokens; nothing where it was turned down by a status or never arrived; else the
 * most that it may have cost, since a call that was cut or given up may have been paid all the same.
 */
export function billCall(
  { promptTokens, completionTokens, costUsd, failure }: ModelCall,
  { nanoUsd, tokens }: CallBound,
): CallBound {
  if (promptTokens !== null && completionTokens !== null) {
    return { nanoUsd: costUsd === null ? null : Math.round(costUsd * 1e9), tokens: promptTokens + completionTokens };
  }
  const isFree = failure !== null && (failure.status !== null || neverArrived.test(failure.message));
  return isFree ? { nanoUsd: 0, tokens: 0 } : { nanoUsd, tokens };
}
