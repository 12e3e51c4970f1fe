import { createRandom, deriveSeed } from '../../random.ts';
import type { Engine } from '../engine.ts';
import { trainModel } from './train-model.ts';
import type { Training, TrainingOptions } from './train-model.ts';

/** Values to choose from, for each option that is tuned. */
export type SearchSpace = {
  readonly [Option in 'learningRate' | 'weightDecay' | 'dropoutRate']: readonly number[];
};

export interface Trial {
  options: TrainingOptions;
  /** NDCG@10 on validation of the trial's best epoch. */
  validation: number;
}

/**
 * Options to try: different ones, drawn from the space by the seed; all of it where it has no more. Every model of a comparison gets the same
 * list, and so the same effort. Throws RangeError where an option has no values.
 */
export function drawTrials(base: TrainingOptions, space: SearchSpace, trials: number): TrainingOptions[] {
  const all = space.learningRate.flatMap((learningRate) =>
    space.weightDecay.flatMap((weightDecay) =>
      space.dropoutRate.map((dropoutRate) => ({ ...base, learningRate, weightDecay, dropoutRate })),
    ),
  );
  if (all.length === 0) throw new RangeError('an option of the search has no values');
  return createRandom(deriveSeed(base.seed, 'search')).shuffle(all).slice(0, trials);
}

/** Trains once a trial, on the same seed. Answers the trials, the best on validation first; equal ones stay in the order drawn. */
export async function searchOptions(
  training: Training,
  space: SearchSpace,
  trials: number,
  engine: Engine,
): Promise<Trial[]> {
  const done: Trial[] = [];
  for (const options of drawTrials(training.options, space, trials)) {
    const { epochs, bestEpoch } = await trainModel({ ...training, options }, engine);
    done.push({ options, validation: epochs[bestEpoch - 1]?.validation['ndcg@10'] ?? 0 });
  }
  return done.toSorted((a, b) => b.validation - a.validation);
}
