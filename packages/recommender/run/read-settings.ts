import { z } from 'zod';
import { RecommenderSettingsSchema } from '../schema.ts';
import type { RecommenderSettings } from '../schema.ts';
import { StudioFailure } from '../../../schemas/failure.ts';

export interface RecommenderFlags {
  seed?: string;
  epochs?: string;
  set?: string[];
}

/** `--seed`, `--epochs` and `--set NAME=VALUE`, over the defaults. Throws InvalidRunConfig naming the setting. */
export function readRecommenderSettings({ seed, epochs, set = [] }: RecommenderFlags): RecommenderSettings {
  const given: Record<string, unknown> = {
    ...(seed === undefined ? {} : { seed: readValue(seed) }),
    ...(epochs === undefined ? {} : { epochs: readValue(epochs) }),
  };
  for (const assignment of set) {
    const at = assignment.indexOf('=');
    if (at < 1) throw wrong(`--set ${assignment} has no name and value`);
    given[assignment.slice(0, at)] = readValue(assignment.slice(at + 1));
  }
  const parsed = RecommenderSettingsSchema.safeParse(given);
  if (!parsed.success) throw wrong(z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/gu, ' '));
  const { width, heads } = parsed.data;
  if (width % heads !== 0) throw wrong(`width ${width} cannot be divided among ${heads} heads`);
  return parsed.data;
}

/** A whole number of a flag. */
export function readCount(flag: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least) return count;
  throw wrong(`${flag} is ${JSON.stringify(text)}, not a whole number of ${least} or more`);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const wrong = (problem: string): StudioFailure =>
  new StudioFailure('InvalidRunConfig', problem, {
    remedy: `Settings are ${Object.keys(RecommenderSettingsSchema.shape).join(', ')}; see packages/recommender/README.md.`,
  });
