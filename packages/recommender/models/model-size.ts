/** What a recommender is made of. Every model of a comparison has the same, but for `feedForward` (`fitFeedForward`). */
export interface ModelSize {
  items: number;
  /** Interactions and dialog positions that are read, the last ones. */
  historyLength: number;
  dialogLength: number;
  /** A dialog is a list of token ids of a vocabulary, or of vectors of so many dimensions (one a turn, from an embedding model). */
  dialog: { kind: 'tokens'; vocabulary: number } | { kind: 'vectors'; dimensions: number };
  /** Dimensions of the vectors that describe items (of their texts, from an embedding model), or null: items are known by id alone. */
  itemDimensions: number | null;
  /** Dimensions of what is known of each item as of an example's time, or null: nothing is. */
  profileDimensions: number | null;
  width: number;
  heads: number;
  layers: number;
  /** Width inside the feed-forward layers. */
  feedForward: number;
}

/** Time gaps are told apart by powers of two of a day; the last bucket holds all from 2^14 days, which is no gap that reviews have. */
export const gapBuckets = 16;

/** 0 below one day, 1 from one, 2 from three, 3 from seven days: whole part of log2(1 + days). Throws RangeError below 0. */
export function gapBucketOf(days: number): number {
  if (!(days >= 0)) throw new RangeError(`a gap of ${days} days: interactions must be in the order of their times`);
  return Math.min(gapBuckets - 1, Math.floor(Math.log2(1 + days)));
}
