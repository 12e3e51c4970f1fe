import type { SentimentScorer } from '../../studio/sentiment/clause-sentiment.ts';

/** What all parts of one stage have in common. Plain data: it travels to threads. */
export type PartSetup = { relation: 'clauses' } | MentionSetup;

export interface MentionSetup {
  relation: 'mentions';
  /** Bytes of the aspect model. */
  aspectModel: Uint8Array;
  keptAspectIds: readonly string[];
  minimumSimilarity: number;
  scorer: SentimentScorer;
  starWeight: number;
}

/** One part to make. Plain data. */
export interface PartTask {
  /** Of the reviews, e.g. '2019-03'. */
  partition: string;
  /** Parquet file that is read: the uncut reviews for clauses, a part of clauses for mentions. */
  source: string;
  /** Parquet file that is written. */
  target: string;
}
