import { resolveRunConfig } from '../infra/config/resolve-run-config.ts';
import { withJudgeDefaults } from '../infra/model/create-judge.ts';
import { findJudgePriceProblems } from '../infra/model/find-budget-problems.ts';
import { StudioFailure } from '../schemas/failure.ts';
import type { JudgeSettings } from '../schemas/judgement.ts';
import type { RunConfig } from '../schemas/run-config.ts';
import { readConfigFlags } from './config-flags.ts';

export interface JudgeFlags {
  /** "openai:NAME" or "none"; default: the run's own judge, none where it was made offline. */
  judge?: string;
  baseUrl?: string;
  budgetUsd?: string;
  budgetTokens?: string;
  set?: string[];
}

/** The run's model and budget with what was given now; null: no judge. */
export async function resolveJudge(
  config: RunConfig,
  { judge, baseUrl, budgetUsd, budgetTokens, set }: JudgeFlags,
  runFolder: string,
): Promise<JudgeSettings | null> {
  if (judge === 'none') return null;
  if (judge !== undefined && !/^openai:.+$/su.test(judge)) {
    throw new StudioFailure(
      'InvalidRunConfig',
      `--judge is ${JSON.stringify(judge)}: expected "openai:NAME" or "none"`,
    );
  }
  const flags = readConfigFlags(
    {
      ...(budgetUsd === undefined ? {} : { budgetUsd }),
      ...(budgetTokens === undefined ? {} : { budgetTokens }),
      set: [
        ...(judge === undefined ? [] : ['model.kind=openai', `model.judge.name=${judge.slice('openai:'.length)}`]),
        ...(baseUrl === undefined ? [] : [`model.judge.baseUrl=${baseUrl}`]),
        ...(set ?? []),
      ],
    },
    runFolder,
  );
  // No file and no variable of the day: they might name a paid model for a run that was made offline.
  const resolved = await resolveRunConfig({ folder: runFolder, env: {}, flags, base: config });
  const { model } = resolved.config;
  if (model.kind === 'offline') return null;
  // The budget of the run's agents holds for its judge too, unless another budget is given.
  const given = resolved.config.budget;
  const budget = given.usd === null && given.tokens === null ? config.budget : given;
  const settings = withJudgeDefaults({ model, budget });
  const problems = findJudgePriceProblems({ ...resolved.config, ...settings });
  if (problems.length === 0) return settings;
  throw new StudioFailure('InvalidRunConfig', problems.join('; '), {
    remedy:
      'Give model.prices.inputPerMillion and model.prices.outputPerMillion (--set), or a budget in tokens (--budget-tokens).',
  });
}
