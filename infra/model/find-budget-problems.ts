import type { ModelRole } from '../../schemas/model-call.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { resolveModelSettings } from './model-settings.ts';

/** Why no budget in USD can be kept: the price of a model that nobody knows. Empty where it can. */
export const findBudgetProblems = (config: RunConfig): string[] => findUnpriced(config, ['user', 'system']);

/** The same of the judge. */
export const findJudgePriceProblems = (config: RunConfig): string[] => findUnpriced(config, ['judge']);

function findUnpriced(config: RunConfig, roles: readonly ModelRole[]): string[] {
  if (config.budget.usd === null || config.model.kind === 'offline') return [];
  const unpriced = roles
    .map((role) => resolveModelSettings(config, role))
    .filter(({ price }) => price === undefined)
    .map(({ name, baseUrl }) => `${name} at ${baseUrl ?? 'OpenAI'}`);
  return [...new Set(unpriced)].map(
    (model) => `budget.usd is ${config.budget.usd}, but the price of ${model} is unknown`,
  );
}
