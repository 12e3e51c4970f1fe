import type { Dependencies } from '../../../activities/dependencies.ts';
import type { Engine } from '../engine.ts';

/** What the recommender's activities may touch. */
export interface RecommenderDependencies extends Dependencies {
  /** What computes recommenders. Throws InvalidRunConfig where the optional package that does it is not installed. */
  createEngine(): Promise<Engine>;
}
