import { basename } from 'node:path/posix';
import { z } from 'zod';
import type { SqlValues } from '../dependencies.ts';
import type { StageContext } from './run-stage.ts';

export type TableTools = Pick<StageContext, 'db' | 'deps'>;

/** Makes a temporary table from a statement by its path in the repository. Its name is the file's, unless a relation has that. */
export async function createTable(
  tools: TableTools,
  path: string,
  values: SqlValues = {},
  name = basename(path, '.sql'),
): Promise<void> {
  await createPiece(tools, name, await tools.deps.readSql(path), values);
}

/** Makes one of the pieces of a temporary table, in their order: the first creates it, each other one adds its rows. */
export async function createPiece(
  { db, deps }: TableTools,
  name: string,
  sql: string,
  values: SqlValues,
  { piece, pieces } = { piece: 0, pieces: 1 },
): Promise<void> {
  await db.run(piece === 0 ? `create temp table ${name} as ${sql}` : `insert into ${name} ${sql}`, values);
  deps.heartbeat({ table: name, piece: piece + 1, of: pieces });
}

/** Pages of a table with a column `page`. At least one, so that statements run and make their tables even if nothing is in them. */
export async function countPages({ db }: Pick<TableTools, 'db'>, table: string): Promise<number> {
  const [row] = await db.rows(`select coalesce(max(page), 0) + 1 as pages from ${table}`);
  return z.object({ pages: z.number() }).parse(row).pages;
}
