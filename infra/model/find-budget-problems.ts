import type { RunConfig } from '../../schemas/run-config.ts';
import { resolveModelSettings } from './model-settings.ts';

/** Why no budget in USD can be kept: the price of a model that nobody knows. Empty where it can. */
export function findBudgetProblems(config: RunConfig): string[] {
  if (config.budget.usd === null || config.model.kind === 'offline') return [];
  const unpriced = callingRoles
    .map((role) => resolveModelSettings(config, role))
    .filter(({ price }) => price === undefined)
    .map(({ name, baseUrl }) => `${name} at ${baseUrl ?? 'OpenAI'}`);
  return [...new Set(unpriced)].map(
    (model) => `budget.usd is ${config.budget.usd}, but the price of ${model} is unknown`,
  );
}

const callingRoles = ['user', 'system'] as const;
