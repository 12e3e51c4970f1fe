import type { Attempt } from '../../schemas/dialog.ts';
import type { ModelUse } from '../../schemas/model-use.ts';

export const noModelUse: ModelUse = { calls: 0, promptTokens: 0, completionTokens: 0, costUsd: 0 };

/** Costs are added as whole nano-dollars, which gives the same sum in any order. */
export function addModelUse(left: ModelUse, right: ModelUse): ModelUse {
  const isKnown = left.costUsd !== null && right.costUsd !== null;
  return {
    calls: left.calls + right.calls,
    promptTokens: left.promptTokens + right.promptTokens,
    completionTokens: left.completionTokens + right.completionTokens,
    costUsd: isKnown ? (toNano(left.costUsd) + toNano(right.costUsd)) / 1e9 : null,
  };
}

const toNano = (usd: number | null): number => Math.round((usd ?? 0) * 1e9);

/** Model use of a dialog's attempts; a call that brought no answer costs what its endpoint said, which is mostly nothing. */
export function sumModelUse(attempts: readonly Attempt[]): ModelUse {
  return attempts.reduce((sum, { modelCall }) => {
    if (modelCall === null) return sum;
    const { promptTokens, completionTokens, costUsd, failure } = modelCall;
    return addModelUse(sum, {
      calls: 1,
      promptTokens: promptTokens ?? 0,
      completionTokens: completionTokens ?? 0,
      costUsd: failure === null ? costUsd : (costUsd ?? 0),
    });
  }, noModelUse);
}
