import type { CandidateLists } from '../data/draw-candidates.ts';
import type { PreparedExamples } from '../data/prepare-examples.ts';
import type { RecommenderData } from '../data/recommender-data.ts';
import type { EpochReport, TrainingResult } from '../training/train-model.ts';
import type { Prediction } from './rank-dialogs.ts';

export interface MeasuredTraining {
  /** Null for a model of closed form. */
  trained: TrainingResult | null;
  parameters: number;
  /** Of a model of closed form: the options that were best on validation. */
  chosen: string;
  /** NDCG@10 on validation, full ranking. */
  validation: number;
  /** 0 where none was trained, or none was better than the start. */
  bestEpoch: number;
  epochs: readonly EpochReport[];
  /** Of the test split. */
  predictions: readonly Prediction[];
}

export interface TrainingData {
  data: RecommenderData;
  prepared: PreparedExamples;
  candidates: CandidateLists;
}
