import type { ModelUse } from '../../schemas/model-use.ts';

/** What one dialog of a preview took. */
export interface PreviewedDialog {
  use: ModelUse;
  /** All its calls one after another. */
  latencyMs: number;
}

/** Figures of the whole run: by the mean of the preview's dialogs, and if every dialog were like the least or the most of them. */
export interface Estimate {
  mean: number;
  least: number;
  most: number;
}

export interface Extrapolation {
  calls: Estimate;
  promptTokens: Estimate;
  completionTokens: Estimate;
  /** Null where a price or a count of tokens is unknown. */
  costUsd: Estimate | null;
  /** Waiting for the model alone, `atOnce` dialogs side by side. */
  seconds: Estimate;
}

/** `dialogs` is not empty; `planned` counts the run's dialogs, the preview's among them. Replacements of failed dialogs come on top. */
export function extrapolateRun(dialogs: readonly PreviewedDialog[], planned: number, atOnce: number): Extrapolation {
  const estimate = (measure: (dialog: PreviewedDialog) => number): Estimate => {
    const values = dialogs.map(measure);
    const sum = values.reduce((total, value) => total + value, 0);
    return {
      mean: (planned * sum) / values.length,
      least: planned * Math.min(...values),
      most: planned * Math.max(...values),
    };
  };
  const isPriced = dialogs.every(({ use }) => use.costUsd !== null);
  return {
    calls: estimate(({ use }) => use.calls),
    promptTokens: estimate(({ use }) => use.promptTokens),
    completionTokens: estimate(({ use }) => use.completionTokens),
    costUsd: isPriced ? estimate(({ use }) => use.costUsd ?? 0) : null,
    seconds: estimate(({ latencyMs }) => latencyMs / 1000 / Math.min(atOnce, planned)),
  };
}
