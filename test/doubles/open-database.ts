import type { Database } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';

export interface OpenDatabase {
  db: Database;
  close(): Promise<void>;
}

/** A database that a test keeps open until it closes it. */
export function openDatabase(): Promise<OpenDatabase> {
  return new Promise((resolve, reject) => {
    const closed = withDatabase(
      { memoryLimitMb: 512, threads: 1 },
      (db) =>
        new Promise<void>((end) => {
          resolve({
            db,
            async close() {
              end();
              await closed;
            },
          });
        }),
    );
    closed.catch(reject);
  });
}
