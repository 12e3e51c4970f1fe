import type { Manifest } from '../../schemas/manifest.ts';
import type { ModelUse } from '../../schemas/model-use.ts';

/** "1,204 calls (31 without an answer), 812,000 tokens in, 40,112 out, 2.41 USD" of a run's gathered dialogs; undefined where no model was called. */
export function describeModelUse(manifest: Manifest | undefined): string | undefined {
  const figures = manifest?.stages.find(({ stage }) => stage === 'dialogs')?.figures ?? {};
  const count = (name: string): string => Number(figures[name]).toLocaleString('en');
  const { calls, answers, costUsd } = figures;
  if (calls === undefined) return undefined;
  const cost = typeof costUsd === 'number' ? `${costUsd.toFixed(costUsd < 1 ? 4 : 2)} USD` : 'cost unknown';
  const lost = (Number(calls) - Number(answers)).toLocaleString('en');
  return `${count('calls')} calls (${lost} without an answer), ${count('promptTokens')} tokens in, ${count('completionTokens')} out, ${cost}`;
}

/** The same of the dialogs that have ended while a run is going on. */
export function describeUse(use: ModelUse | undefined): string | undefined {
  if (use === undefined || use.calls === 0) return undefined;
  const { calls, promptTokens, completionTokens, costUsd } = use;
  const cost = costUsd === null ? 'cost unknown' : `${costUsd.toFixed(costUsd < 1 ? 4 : 2)} USD`;
  return `${inThousands(calls)} calls, ${inThousands(promptTokens)} tokens in, ${inThousands(completionTokens)} out, ${cost} (of ended dialogs)`;
}

const inThousands = (n: number): string => n.toLocaleString('en');
