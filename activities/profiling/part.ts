import type { ListedTerm } from '../../studio/profiling/build-mention-batch.ts';

/** What all parts of one stage have in common. Plain data: it travels to threads. */
export type PartSetup = { relation: 'clauses' } | MentionSetup;

export interface MentionSetup {
  relation: 'mentions';
  /** Bytes of the aspect model. */
  aspectModel: Uint8Array;
  /** Text of the mention knowledge. */
  knowledge: string;
  keptAspectIds: readonly string[];
  /** Terms of kept aspects by the lemma of their head. */
  terms: readonly (readonly [head: string, term: ListedTerm])[];
}

/** One part to make. Plain data. */
export interface PartTask {
  /** Partition of the reviews, e.g. '2019-03'. */
  partition: string;
  /** Parquet file that is read: the reviews of all partitions that are to be made. */
  source: string;
  /** Parquet file that is written. */
  target: string;
}
