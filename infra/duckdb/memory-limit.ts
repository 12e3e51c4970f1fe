/** What a stage takes of a small run, MiB. */
const leastMb = 512;
/** How much more the tables of a stage take than the reviews as Parquet. */
const overReviews = 16;

export interface MemoryNeed {
  /** Size of the run's reviews as Parquet; 0 before they are there. */
  reviewsBytes: number;
  /** Tries of this step; a lack of room may be why there is more than one. */
  tries: number;
  /** What this process may give to a database, MiB. */
  mostMb: number;
}

/**
 * DuckDB's memory limit, MiB: what the run's data is worth, since DuckDB fills any room that it is given before it spills or gives back. Twice
 * as much at each further try, and no more than there is.
 */
export function memoryLimitFor({ reviewsBytes, tries, mostMb }: MemoryNeed): number {
  if (reviewsBytes === 0) return mostMb;
  const worth = Math.max(leastMb, Math.ceil((reviewsBytes / 2 ** 20) * overReviews));
  return Math.min(mostMb, worth * 2 ** (tries - 1));
}
