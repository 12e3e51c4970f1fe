import type { Database } from '../../activities/dependencies.ts';
import { withDatabase } from '../duckdb/open-database.ts';

/** A partition's rows fit many times over; several threads have such a database each. */
const memoryLimitMb = 512;

/** A database for making one part: one thread of DuckDB's own, since parts are made side by side. */
export function withPartDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  return withDatabase({ memoryLimitMb, threads: 1 }, work);
}
