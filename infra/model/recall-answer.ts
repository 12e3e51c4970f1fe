import { openRunBefore } from '../../activities/dialogs/answers-before.ts';
import { readAttempts } from '../../activities/dialogs/dialog-files.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { readCitations } from '../../studio/simulation/read-answer.ts';
import { readUtterance } from '../../studio/simulation/read-utterance.ts';
import { oncePer } from '../../studio/once-per.ts';
import { createFindOtherRequest } from './rebuilt-requests.ts';

/** Gives the answer that the run before this one has to the very same request for the same dialog, so that it is not paid again; undefined where it has none. */
export function createRecallAnswer(deps: Pick<Dependencies, 'openRun'>): Dependencies['recallAnswer'] {
  const findOtherOf = oncePer(createFindOtherRequest);
  return async (run, dialogId, config, request) => {
    const before = await openRunBefore(deps, run);
    if (before === undefined) return undefined;
    const { step } = request.context;
    const findOtherRequest = findOtherOf(config);
    for (const { turn, attempt, modelCall } of await readAttempts(before, dialogId)) {
      if (turn !== step.turn || attempt !== request.attempt || modelCall === null || modelCall.failure !== null)
        continue;
      if (findOtherRequest(request, modelCall) !== null) continue;
      const content = modelCall.answer ?? '';
      const text = readUtterance(content, modelCall.finishReason === 'length', step.slots);
      return { text, ...(config.model.prompting === 'rich' ? readCitations(content) : {}), modelCall };
    }
    return undefined;
  };
}
