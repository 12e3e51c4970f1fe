import type { Manifest } from '../schemas/manifest.ts';

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
