import type { Problem } from '../../schemas/dialog.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import { executional } from './check.ts';

/** Stands in the reason of a dialog that failed of it. */
export const tokenLimitCheck = 'token-limit';

/** Whether, for a turn without a word, the token limit ended the answer before its first whole sentence, as it does where a model thinks first. */
export function findTokenLimitProblems(call: ModelCall | null): Problem[] {
  if (call?.finishReason !== 'length') return [];
  const { maxTokens } = call.parameters;
  const limit = maxTokens === null ? 'its token limit' : `model.maxTokens (${maxTokens})`;
  return [executional(tokenLimitCheck, `the answer was cut at ${limit} before its first whole sentence`)];
}
