import { createRandom, deriveSeed } from '../../../studio/random.ts';
import type { TrainingOptions } from './train-model.ts';

type Tuned = 'learningRate' | 'weightDecay' | 'dropoutRate';

/** Values to choose from, for each option that is tuned. */
export type SearchSpace = { readonly [Option in Tuned]: readonly number[] };

export const searchSpace: SearchSpace = {
  learningRate: [0.0005, 0.001, 0.002, 0.004, 0.008],
  weightDecay: [0, 0.01, 0.1, 1],
  dropoutRate: [0, 0.1, 0.2, 0.4],
};

/**
 * Options to try: different ones, drawn from the space by the seed; all of it where it has no more. Every model of a comparison gets the same
 * list, and so the same effort; the best on validation is taken. Throws RangeError where an option has no values.
 */
export function drawTrials<T extends Pick<TrainingOptions, Tuned | 'seed'>>(
  base: T,
  space: SearchSpace,
  trials: number,
): T[] {
  const all = space.learningRate.flatMap((learningRate) =>
    space.weightDecay.flatMap((weightDecay) =>
      space.dropoutRate.map((dropoutRate) => ({ ...base, learningRate, weightDecay, dropoutRate })),
    ),
  );
  if (all.length === 0) throw new RangeError('an option of the search has no values');
  return createRandom(deriveSeed(base.seed, 'search')).shuffle(all).slice(0, trials);
}
