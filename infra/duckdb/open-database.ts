import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { RecordBatch } from 'apache-arrow';
import type { Database, SqlValues } from '../../activities/dependencies.ts';
import { appendRecordBatch, createTableLike, readRecordBatches } from './arrow-exchange.ts';
import { toDatabaseFailure } from './database-failure.ts';
import { toPlainValue } from './plain-value.ts';
import { claimSpillFolder } from './spill-folder.ts';

export interface DatabaseOptions {
  /** DuckDB's own limit, MiB; what does not fit spills into a folder below `spillFolder`. */
  memoryLimitMb?: number;
  threads?: number;
  /** The system's folder for temporary files where not given. */
  spillFolder?: string;
}

/**
 * Opens an in-memory DuckDB, hands it to `work`, closes it even when the work throws. Times are UTC. Errors: `RunFolderUnusable` for a full disk
 * and for a file of a run that is missing or damaged.
 */
export async function withDatabase<T>(options: DatabaseOptions, work: (db: Database) => Promise<T>): Promise<T> {
  const settings: Record<string, string> = {
    memory_limit: `${options.memoryLimitMb ?? 2048}MiB`,
    temp_directory: await claimSpillFolder(options.spillFolder ?? join(tmpdir(), 'convrec-spill')),
  };
  if (options.threads !== undefined) settings['threads'] = String(options.threads);
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  const opened = new Set<string>();
  try {
    await connection.run(`set timezone = 'UTC'`);
    return await work(createDatabase(instance, connection, opened));
  } catch (error) {
    throw await toDatabaseFailure(error, await listFiles(connection, opened), (path) => readWhole(connection, path));
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

/** Quotes a name or a text for the few places where DuckDB binds no value (view definitions). */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The files that patterns stand for, in their order, and what stands for none as it is. */
async function listFiles(connection: DuckDBConnection, patterns: Iterable<string>): Promise<string[]> {
  const files: string[] = [];
  for (const pattern of patterns) {
    const found = pattern.includes('*')
      ? await connection
          .runAndReadAll('select file from glob($pattern) order by file', { pattern })
          .then((reader) => reader.getRows().map(([file]) => String(file)))
          .catch(() => [])
      : [];
    files.push(...(found.length === 0 ? [pattern] : found));
  }
  return files;
}

/** Every value of every column, as a check of the file. */
async function readWhole(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run('select bit_xor(hash(columns(*))) from read_parquet($path)', { path });
}

/** `opened` gets the Parquet files that statements name or are given. */
function createDatabase(instance: DuckDBInstance, connection: DuckDBConnection, opened: Set<string>): Database {
  const noteFiles = (values: SqlValues | undefined): void => {
    for (const value of Object.values(values ?? {})) {
      if (typeof value !== 'string') continue;
      // One path, or a JSON list of them.
      for (const [, path] of value.matchAll(/(?:^|")([^"]+\.parquet)(?:$|")/gu))
        if (path !== undefined) opened.add(path);
    }
  };
  return {
    async run(sql, values) {
      noteFiles(values);
      await connection.run(sql, bindable(values));
    },
    async rows(sql, values) {
      noteFiles(values);
      const reader = await connection.runAndReadAll(sql, bindable(values));
      return reader.getRowObjects().map((row) => {
        const plain: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(row)) plain[name] = toPlainValue(value);
        return plain;
      });
    },
    async *recordBatches(sql, values) {
      noteFiles(values);
      yield* readRecordBatches(await connection.stream(sql, bindable(values)));
    },
    async createTable(table, batches) {
      // A second connection: another statement on the first would end a stream that `batches` may be reading from it.
      const writer = await instance.connect();
      try {
        return await createTableFrom(writer, table, batches);
      } finally {
        writer.disconnectSync();
      }
    },
    writeParquet: (query, path, values, rowsPerGroup) =>
      copyAtomically(connection, query, path, parquetFormat(rowsPerGroup), values),
    writeJsonLines: (query, path, values) => copyAtomically(connection, query, path, 'format json', values),
    async openJson(name, pattern, columns) {
      const types = Object.entries(columns).map(([column, type]) => `${quoteText(column)}: ${quoteText(type)}`);
      const [found] = (await connection.runAndReadAll('select count(*) from glob($pattern)', { pattern })).getRows();
      const source =
        Number(found?.[0]) > 0
          ? `select * from read_json(${quoteText(pattern)}, format = 'auto', filename = true, maximum_object_size = ${mostJsonBytes}, columns = {${types.join(', ')}})`
          : `select ${Object.entries(columns)
              .map(([column, type]) => `null::${type} as ${quoteIdentifier(column)}`)
              .join(', ')}, null::varchar as filename where false`;
      await connection.run(`create or replace view ${quoteIdentifier(name)} as ${source}`);
    },
    async openParquet(name, path) {
      opened.add(path);
      await connection.run(
        `create or replace view ${quoteIdentifier(name)} as select * from read_parquet(${quoteText(path)})`,
      );
    },
  };
}

/** What an appender holds is outside DuckDB's memory limit and cannot spill. */
const mostUnflushedBytes = 16 * 2 ** 20;

async function createTableFrom(
  connection: DuckDBConnection,
  table: string,
  batches: AsyncIterable<RecordBatch> | Iterable<RecordBatch>,
): Promise<number> {
  let rows = 0;
  let unflushed = 0;
  let appender: Awaited<ReturnType<DuckDBConnection['createAppender']>> | undefined;
  for await (const batch of batches) {
    if (appender === undefined) {
      await connection.run(createTableLike(batch.schema, quoteIdentifier(table)));
      appender = await connection.createAppender(table);
    }
    appendRecordBatch(appender, batch);
    rows += batch.numRows;
    unflushed += batch.data.byteLength;
    if (unflushed < mostUnflushedBytes) continue;
    appender.flushSync();
    unflushed = 0;
  }
  if (appender === undefined)
    throw new Error(`table ${table} cannot be made from no record batch: its columns are unknown`);
  appender.closeSync();
  return rows;
}

async function copyAtomically(
  connection: DuckDBConnection,
  query: string,
  path: string,
  format: string,
  values: SqlValues | undefined,
): Promise<number> {
  // A name that no other writer has, be it on another machine: a step that is tried again never renames a half-written file.
  const temporary = `${path}.tmp-${randomUUID()}`;
  const statement = `copy (\n${withoutSemicolon(query)}\n) to $copy_target (${format})`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const result = await connection.runAndReadAll(statement, { ...bindable(values), copy_target: temporary });
    await flush(temporary);
    await rename(temporary, path);
    await removeLeftovers(path);
    return Number(result.getRows()[0]?.[0] ?? 0);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Else a power cut might leave the new name with nothing behind it. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** What killed writers of the same file left. One that was only given up may still write: it then fails, as it should. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(path)}.tmp-`)) await rm(join(folder, name), { force: true });
  }
}

function parquetFormat(rowsPerGroup: number | undefined): string {
  // The lowest level: files some 4 % larger, written in four fifths of the time.
  const format = 'format parquet, compression zstd, compression_level 1';
  return rowsPerGroup === undefined ? format : `${format}, row_group_size ${Math.floor(rowsPerGroup)}`;
}

/** Largest JSON object; DuckDB holds twice as much for every file that it reads, and 32 MiB where this is not set. */
export const mostJsonBytes = 4 * 2 ** 20;

const bindable = (values: SqlValues | undefined): Record<string, DuckDBValue> => ({ ...values });

const withoutSemicolon = (query: string): string => query.trimEnd().replace(/;$/u, '');
