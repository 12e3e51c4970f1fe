import { lowerBarred } from '../data/candidate-items.ts';
import { placeOf } from '../ranking/place.ts';
import type { Place } from '../ranking/place.ts';
import { measureRanking } from '../ranking/ranking-metrics.ts';
import type { RankingMetrics } from '../ranking/ranking-metrics.ts';
import type { Example } from './batch.ts';
import { addScores } from './scorer.ts';
import type { Scorer } from './scorer.ts';

export interface Validation {
  metrics: RankingMetrics;
  /** The weights of the states' scores that gave the best NDCG@10. */
  headWeights: readonly number[];
}

/** Weights tried for two states; where several are best, the first in this order, the even one being the first of all. */
const weightPairs = [5, 4, 6, 3, 7, 2, 8, 1, 9, 0, 10].map((tenths) => [tenths / 10, 1 - tenths / 10]);

/** Ranks every example's target among all items that are not barred for it. */
export async function validate(
  scorer: Scorer,
  parameters: ReadonlyMap<string, Float32Array>,
  examples: readonly Example[],
): Promise<Validation> {
  const tried = weightsToTry(scorer.heads).map((headWeights) => ({ headWeights, places: [] as Place[] }));
  await scorer.score(parameters, examples, (scores, { barred = [], target }) => {
    for (const { headWeights, places } of tried) {
      places.push(placeOf(lowerBarred(addScores(scores, headWeights), barred, target), target));
    }
  });
  const measured = tried.map(({ headWeights, places }) => ({ headWeights, metrics: measureRanking(places) }));
  return measured.reduce((best, next) => (next.metrics['ndcg@10'] > best.metrics['ndcg@10'] ? next : best));
}

function weightsToTry(heads: number): readonly number[][] {
  if (heads === 1) return [[1]];
  if (heads === 2) return weightPairs;
  throw new RangeError(`weights of ${heads} states are not tuned`);
}
