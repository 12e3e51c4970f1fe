import type { SqlValues } from '../dependencies.ts';
import type { StageContext } from './run-stage.ts';

type PageTools = Pick<StageContext, 'run' | 'db' | 'deps'>;

/** What writes a page: a statement for it, and its values. */
export type PageStatement = (page: number) => Promise<{ sql: string; values?: SqlValues }>;

const folderOf = (name: string): string => `work/pages/${name}`;

/**
 * Makes rows of tens of kilobytes a page at a time, each a Parquet file, and view `name` of all pages in their order: DuckDB would hold a table of
 * them in memory, and a vector of two thousand rows wherever it reads one. `removePages` takes the files away.
 */
export async function makePages(
  { run, db, deps }: PageTools,
  name: string,
  pages: number,
  statementOf: PageStatement,
): Promise<void> {
  // What a killed worker left there may be of other pages.
  await run.removeFolder(folderOf(name));
  for (let page = 0; page < pages; page += 1) {
    const { sql, values } = await statementOf(page);
    await db.writeParquet(sql, run.path(`${folderOf(name)}/p${String(page).padStart(8, '0')}.parquet`), values);
    deps.heartbeat({ pages: name, page: page + 1, of: pages });
  }
  await db.openParquet(name, run.pattern(`${folderOf(name)}/p*.parquet`));
}

export function removePages({ run }: PageTools, name: string): Promise<void> {
  return run.removeFolder(folderOf(name));
}
