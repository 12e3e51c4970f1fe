import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from '../../activities/dependencies.ts';
import { stageSourceFiles } from '../../activities/staging/stage-source-files.ts';
import type { RoledFile } from '../../activities/staging/stage-source-files.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import type { RecognisedSource, SourceFile } from '../../studio/staging/source-file.ts';
import { withDatabase } from '../duckdb/open-database.ts';
import { readSql } from '../storage/sql-files.ts';
import { makeReadable } from './make-readable.ts';
import { openBytes } from './open-bytes.ts';
import { readCsvRecords } from './read-csv-records.ts';
import { maximumLineBytes, readLines } from './read-lines.ts';
import { recogniseSource } from './recognise-source.ts';

/** The first rows of every file of a source, staged as a run would stage them. */
export interface SourceSample {
  source: RecognisedSource;
  files: RoledFile[];
  /** Holds `staged_reviews` and `staged_items`. */
  db: Database;
  /** As written, of the column mapped to `source.mapped.items.columns.price`; empty where none is. */
  prices: string[];
}

export const sampledRows = 1000;

/**
 * Stages the first `rows` rows of each file in memory and hands them to `use`. Reads no more of a file than that. Errors: as `recogniseSource` and
 * `stageSourceFile`, so a file of which no sampled row can be read is `DatasetMalformed`.
 */
export async function withSourceSample<T>(
  source: SourceConfig,
  use: (sample: SourceSample) => Promise<T>,
  rows = sampledRows,
): Promise<T> {
  const recognised = await recogniseSource(source);
  const folder = await mkdtemp(join(tmpdir(), 'convrec-sample-'));
  try {
    return await withDatabase({ memoryLimitMb: 512, threads: 2 }, async (db) => {
      const heads: SourceFile[] = [];
      for (const file of recognised.files) heads.push(await takeHead(db, file, folder, rows));
      const { signal } = new AbortController();
      const deps = { readSql, heartbeat: (): void => {}, cancellation: () => signal };
      const tools = { run: { path: (relative: string) => join(folder, relative) }, db, deps };
      const files = await stageSourceFiles(tools, { makeReadable }, { ...recognised, files: heads });
      return use({ source: recognised, files, db, prices: await readPrices(db, heads, folder) });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file's first rows as a file of their own, which error messages still call by the file's name. */
async function takeHead(db: Database, file: SourceFile, folder: string, rows: number): Promise<SourceFile> {
  const path = join(await mkdtemp(join(folder, 'head-')), basename(file.path));
  if (file.container === 'parquet') {
    await db.writeParquet('select * from read_parquet($source) limit $rows', path, { source: file.path, rows });
  } else {
    const head = file.container === 'csv' ? await readCsvHead(file, rows) : await readLineHead(file, rows);
    await writeFile(path, head);
  }
  return { ...file, path, compression: 'none' };
}

async function readLineHead(file: SourceFile, rows: number): Promise<Buffer> {
  const head: Buffer[] = [];
  for await (const lines of readLines(openBytes(file.path, file.compression).chunks)) {
    for (const { bytes } of lines.slice(0, rows - head.length)) head.push(Buffer.concat([bytes, Buffer.from('\n')]));
    if (head.length >= rows) break;
  }
  return Buffer.concat(head);
}

/** Whole records: a quoted field may hold line breaks. */
async function readCsvHead(file: SourceFile, rows: number): Promise<Buffer> {
  const head: Buffer[] = [];
  let bytes = 0;
  const kept = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of openBytes(file.path, file.compression).chunks) {
      head.push(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  let records = 0;
  let lines = 0;
  for await (const read of readCsvRecords(kept(), file.delimiter)) {
    const wanted = read.slice(0, rows + 1 - records);
    records += wanted.length;
    const last = wanted.at(-1);
    if (last !== undefined) lines = last.line + last.lines - 1;
    if (records > rows || bytes > 2 * maximumLineBytes) break;
  }
  return firstLines(Buffer.concat(head), lines);
}

function firstLines(content: Buffer, lines: number): Buffer {
  let end = 0;
  for (let line = 0; line < lines; line += 1) {
    const lineBreak = content.indexOf(0x0a, end);
    if (lineBreak < 0) return content;
    end = lineBreak + 1;
  }
  return content.subarray(0, end);
}

async function readPrices(db: Database, heads: readonly SourceFile[], folder: string): Promise<string[]> {
  const items = heads.find(({ role, values }) => role === 'items' && (values['price'] ?? '') !== '');
  if (items === undefined) return [];
  const isParquet = items.container === 'parquet';
  const options = { onProgress: (): void => {}, signal: new AbortController().signal };
  const readable = await makeReadable(items, join(folder, 'prices'), options);
  const inputRows = await readSql(`studio/staging/${isParquet ? 'parquet_rows' : 'input_rows'}.sql`);
  const rows = await db.rows(
    `select json_extract_string(row_text, $price) as price from (${inputRows}) where problem is null`,
    {
      path: readable.path,
      price: items.values['price'] ?? '',
      ...(isParquet ? {} : { unterminated_line: readable.unterminatedLine ?? 0 }),
    },
  );
  return rows.flatMap(({ price }) => (typeof price === 'string' ? [price] : []));
}
