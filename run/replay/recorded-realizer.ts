import type { Attempt } from '../../schemas/dialog.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import { realizerNameOf } from '../../infra/model/create-realizer.ts';
import type { RealizationRequest } from '../../schemas/realization.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { Realizer } from '../../activities/dependencies.ts';
import { createOfflineRealizer } from '../../studio/simulation/offline-realizer.ts';
import { readCitations } from '../../studio/simulation/read-answer.ts';
import { readUtterance } from '../../studio/simulation/read-utterance.ts';

/** Called for each recorded call of a model, in order. */
export type LookAtCall = (request: RealizationRequest, attempt: Attempt, call: ModelCall) => void;

/**
 * Gives the answers that a dialog's journal holds, read by today's code; the offline realizer's turns are made again, since nothing but their
 * seed decides them. A call that brought no answer brings none again. Every call is shown to `look` with what is asked for today.
 */
export function createRecordedRealizer(config: RunConfig, attempts: readonly Attempt[], look: LookAtCall): Realizer {
  const offline = createOfflineRealizer();
  return {
    name: realizerNameOf(config),
    isOffline: true,
    async realize(request, signal, keepFailedCall = () => Promise.resolve()) {
      const { step } = request.context;
      const calls = attempts.filter(({ turn, attempt }) => turn === step.turn && attempt === request.attempt);
      let failure: ModelCall['failure'] = null;
      for (const call of calls) {
        const { modelCall, cites, decision } = call;
        if (modelCall === null) return offline.realize(request, signal);
        look(request, call, modelCall);
        if (modelCall.failure === null) {
          const isCut = modelCall.finishReason === 'length';
          const text = readUtterance(modelCall.answer ?? '', isCut, step.slots);
          const wasRich = cites !== undefined || decision !== undefined;
          return { text, ...(wasRich ? readCitations(modelCall.answer ?? '') : {}), modelCall };
        }
        if (modelCall.failure.name !== 'Probe') ({ failure } = modelCall);
        await keepFailedCall(modelCall);
      }
      throw new NoAnswerRecorded(failure?.message ?? `turn ${step.turn}, attempt ${request.attempt} was not recorded`);
    },
  };
}

/** Thrown for an attempt that no answer was recorded for. */
export class NoAnswerRecorded extends Error {
  override readonly name = 'NoAnswerRecorded';
}
