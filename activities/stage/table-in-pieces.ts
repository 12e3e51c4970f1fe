import type { Relation } from '../../schemas/relation.ts';
import { createPiece } from './create-table.ts';
import type { TableTools } from './create-table.ts';
import type { SqlValues } from '../dependencies.ts';
import type { StageContext } from './run-stage.ts';

/** Rows that are grouped and sorted at once: a few hundred megabytes, so that ten times the rows take ten times as long and no more. */
const rowsPerPiece = 3_000_000;

interface Pieces {
  /** Rows that the statement reads in all. */
  rows: number;
  /** The statement takes rows whose number is at least $from and below $to, both up to this. */
  numbers: number;
}

/** Makes temporary table `name` from a statement that ends in an `order by` its number, a range of numbers after another. */
export async function createTableInPieces(
  tools: TableTools,
  name: string,
  sql: string,
  { rows, numbers }: Pieces,
  values: SqlValues,
): Promise<void> {
  const pieces = Math.max(1, Math.ceil(rows / rowsPerPiece));
  const startOf = (piece: number): number => Math.floor((numbers * piece) / pieces);
  for (let piece = 0; piece < pieces; piece += 1) {
    const range = { ...values, from: startOf(piece), to: startOf(piece + 1) };
    await createPiece(tools, name, sql, range, { piece, pieces });
  }
}

/** Writes a relation from a table joined with the names of its numbers, in the order of the table. */
export async function writeWithNames(
  { db, write }: Pick<StageContext, 'db' | 'write'>,
  relation: Relation,
  sql: string,
  values: SqlValues,
): Promise<number> {
  // A hash join passes its left table on in its order. Sorting once more by name would take a third of the stage's time; so the names stay on
  // the right, where the optimizer might swap the two.
  await db.run(`set disabled_optimizers = 'join_order,build_side_probe_side'`);
  try {
    return await write(relation, sql, values);
  } finally {
    await db.run('reset disabled_optimizers');
  }
}
