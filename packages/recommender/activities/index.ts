import { createStep } from '../../../activities/stage/step.ts';
import { createCollectBenchmark } from './collect-benchmark.ts';
import type { RecommenderDependencies } from './dependencies.ts';
import { createPrepareBenchmark } from './prepare-benchmark.ts';
import { createTrainRecommender } from './train-recommender.ts';

export type RecommenderActivities = ReturnType<typeof createRecommenderActivities>;

/** The durable steps of trainings and benchmarks, by the name workflows call them. */
export function createRecommenderActivities(deps: RecommenderDependencies) {
  const step = createStep(deps);
  return {
    prepareBenchmark: step(createPrepareBenchmark(deps)),
    trainRecommender: step(createTrainRecommender(deps)),
    collectBenchmark: step(createCollectBenchmark(deps)),
  };
}
