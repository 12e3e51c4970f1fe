import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../activities/dependencies.ts';

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

/** Writes a Parquet file of the same columns, order and row groups with each row changed by `change`, which keeps every column's type. */
export async function rewriteTable(
  db: Database,
  table: { from: string; to: string; rowsPerGroup: number },
  change: ChangeLine,
): Promise<void> {
  const { from, to, rowsPerGroup } = table;
  const [before, after] = [`${to}.before.jsonl`, `${to}.after.jsonl`];
  try {
    await db.openParquet('table_before', from);
    const described = await db.rows('select column_name as name, column_type as type from (describe table_before)');
    const columns = Object.fromEntries(described.map(({ name, type }) => [String(name), String(type)]));
    await db.writeJsonLines('from table_before', before);
    await rewriteLines(before, after, change);
    await db.openJson('table_after', after, columns);
    await db.writeParquet('select * exclude (filename) from table_after', to, {}, rowsPerGroup);
  } finally {
    await rm(before, { force: true });
    await rm(after, { force: true });
  }
}
