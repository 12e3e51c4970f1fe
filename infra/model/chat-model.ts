import type OpenAI from 'openai';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Meter } from '../../activities/meter.ts';
import type { ModelCall, ModelRole } from '../../schemas/model-call.ts';
import type { KeepFailedCall, ReserveCall } from '../../schemas/realization.ts';
import type { AdaptiveLimit } from './adaptive-limit.ts';
import { findCallFault } from './call-fault.ts';
import { boundCall, buildBody, parametersOf } from './chat-body.ts';
import type { Body, ChatRequest } from './chat-body.ts';
import { findRefusedParameter } from './endpoint-dialect.ts';
import type { Parameter } from './endpoint-dialect.ts';
import type { Endpoint } from './endpoint.ts';
import type { ModelSettings } from './model-settings.ts';
import { asPlain, assignFault, describeProbe } from './prove-fault.ts';
import type { ShareProof } from './prove-fault.ts';
import { sendCall } from './send-call.ts';
import type { Outcome } from './send-call.ts';

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
   * without it at once, and one whose JSON the endpoint could not read is repeated as plain text. Where a complaint may be about the config or
   * about this content, a plain request shows which. Rejects with ModelUnavailable (try again), ModelRefused (this content), InvalidRunConfig (key, model name, base URL,
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
  /** What it turned down: learnt from its 400s, and not sent again. */
  refused: Set<Parameter>;
  /** One of the calls that fail together proves for all whose fault it is. */
  shareProof: ShareProof;
}

/** Who asks, and what counts the calls. */
export interface CallCounting {
  role: ModelRole;
  meter: Meter;
}

export function createChatModel(
  endpoint: Endpoint,
  settings: ModelSettings,
  state: EndpointState,
  { role, meter }: CallCounting,
): ChatModel {
  const call = async (
    body: Body,
    signal: AbortSignal,
    reserveCall: ReserveCall | undefined,
    keptAs: (sent: ModelCall) => ModelCall = (sent) => sent,
  ): Promise<Outcome> => {
    const leave = await state.limit.enter(signal);
    try {
      await reserveCall?.(boundCall(body, settings));
    } catch (error) {
      leave('other');
      throw error;
    }
    meter.callBegan(role);
    const sent = await sendCall(body, endpoint, settings, state.client, signal);
    const outcome = { ...sent, modelCall: keptAs(sent.modelCall) };
    meter.callEnded(role, outcome.modelCall);
    leave(outcome.failure === null ? 'answered' : outcome.isOverloaded ? 'overloaded' : 'other');
    return outcome;
  };
  return {
    name: endpoint.model,
    async ask(request, signal, keepFailedCall, reserveCall) {
      const refusedHere = new Set<Parameter>();
      for (;;) {
        const body = buildBody(request, endpoint, settings, new Set([...state.refused, ...refusedHere]));
        const { modelCall, failure, content, complaint } = await call(body, signal, reserveCall);
        if (failure === null) return { content, isCut: modelCall.finishReason === 'length', modelCall };
        await keepFailedCall(modelCall);
        const sent = parametersOf(body, settings);
        const fault = complaint === undefined ? undefined : findCallFault(complaint);
        if (fault === 'sample' && sent.has('response_format')) {
          // One sample in some: the endpoint takes the parameter, and the next call may send it.
          refusedHere.add('response_format');
          continue;
        }
        const parameter =
          complaint === undefined || fault !== undefined ? undefined : findRefusedParameter(complaint, sent);
        if (parameter !== undefined) {
          // Two calls under way may both learn it; either way the next body is without it.
          state.refused.add(parameter);
          continue;
        }
        if (!(failure instanceof StudioFailure) || failure.details['isUnproved'] !== true) throw failure;
        const probe = await state.shareProof(async () => {
          const { modelCall: kept, failure: found } = await call(asPlain(body), signal, reserveCall, asProbe);
          await keepFailedCall(kept);
          return found;
        });
        signal.throwIfAborted();
        throw assignFault(failure, probe);
      }
    },
  };
}

const asProbe = (sent: ModelCall): ModelCall => ({ ...sent, failure: describeProbe(sent.failure) });
