import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../activities/dependencies.ts';
import { tableFile } from '../../studio/dataset/dataset-tables.ts';
import type { DatasetSplit, DatasetTable } from '../../studio/dataset/dataset-tables.ts';

/** A row as a line of JSON, and its place from 0. */
export type ChangeLine = (line: string, index: number) => string;

/** Writes lines of JSON, each changed by `change`, into another file. */
export async function rewriteLines(from: string, to: string, change: ChangeLine): Promise<void> {
  const changed = async function* (): AsyncGenerator<string> {
    let index = 0;
    for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Number.POSITIVE_INFINITY })) {
      yield `${change(line, index)}\n`;
      index += 1;
    }
  };
  await pipeline(Readable.from(changed()), createWriteStream(to));
}

/** A dataset's folder and that of its copy. */
export interface Folders {
  from: string;
  to: string;
}

/** Writes the Parquet file of a table's split of the same columns, order and row groups with each row changed by `change`, which keeps every column's type. */
export async function rewriteTable(
  db: Database,
  folders: Folders,
  table: DatasetTable,
  split: DatasetSplit,
  change: ChangeLine,
): Promise<void> {
  const file = tableFile(table, split);
  const [from, to] = [join(folders.from, file), join(folders.to, file)];
  await mkdir(dirname(to), { recursive: true });
  const [before, after] = [`${to}.before.jsonl`, `${to}.after.jsonl`];
  try {
    await db.openParquet('table_before', from);
    const described = await db.rows('select column_name as name, column_type as type from (describe table_before)');
    const columns = Object.fromEntries(described.map(({ name, type }) => [String(name), String(type)]));
    await db.writeJsonLines('from table_before', before);
    await rewriteLines(before, after, change);
    await db.openJson('table_after', after, columns);
    await db.writeParquet('select * exclude (filename) from table_after', to, {}, table.rowsPerGroup);
  } finally {
    await rm(before, { force: true });
    await rm(after, { force: true });
  }
}
