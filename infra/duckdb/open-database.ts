import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { RecordBatch } from 'apache-arrow';
import type { Database, SqlValues } from '../../activities/dependencies.ts';
import { appendRecordBatch, createTableLike, readRecordBatches } from './arrow-exchange.ts';
import { toPlainValue } from './plain-value.ts';

export interface DatabaseOptions {
  /** DuckDB's own limit, MiB; what does not fit spills into `spillFolder`. */
  memoryLimitMb?: number;
  threads?: number;
  spillFolder?: string;
}

/** Opens an in-memory DuckDB, hands it to `work`, closes it even when the work throws. Times are UTC. */
export async function withDatabase<T>(options: DatabaseOptions, work: (db: Database) => Promise<T>): Promise<T> {
  const settings: Record<string, string> = { memory_limit: `${options.memoryLimitMb ?? 2048}MiB` };
  if (options.threads !== undefined) settings['threads'] = String(options.threads);
  if (options.spillFolder !== undefined) settings['temp_directory'] = options.spillFolder;
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  try {
    await connection.run(`set timezone = 'UTC'`);
    return await work(createDatabase(instance, connection));
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

/** Quotes a name or a text for the few places where DuckDB binds no value (view definitions). */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function createDatabase(instance: DuckDBInstance, connection: DuckDBConnection): Database {
  return {
    async run(sql, values) {
      await connection.run(sql, bindable(values));
    },
    async rows(sql, values) {
      const reader = await connection.runAndReadAll(sql, bindable(values));
      return reader.getRowObjects().map((row) => {
        const plain: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(row)) plain[name] = toPlainValue(value);
        return plain;
      });
    },
    async *recordBatches(sql, values) {
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
    writeParquet: (query, path, values) =>
      copyAtomically(connection, query, path, 'format parquet, compression zstd', values),
    writeJsonLines: (query, path, values) => copyAtomically(connection, query, path, 'format json', values),
    async openJson(name, pattern, columns) {
      const types = Object.entries(columns).map(([column, type]) => `${quoteText(column)}: ${quoteText(type)}`);
      const [found] = (await connection.runAndReadAll('select count(*) from glob($pattern)', { pattern })).getRows();
      const source =
        Number(found?.[0]) > 0
          ? `select * from read_json(${quoteText(pattern)}, format = 'auto', filename = true, columns = {${types.join(', ')}})`
          : `select ${Object.entries(columns)
              .map(([column, type]) => `null::${type} as ${quoteIdentifier(column)}`)
              .join(', ')}, null::varchar as filename where false`;
      await connection.run(`create or replace view ${quoteIdentifier(name)} as ${source}`);
    },
    async openParquet(name, path) {
      await connection.run(
        `create or replace view ${quoteIdentifier(name)} as select * from read_parquet(${quoteText(path)})`,
      );
    },
  };
}

async function createTableFrom(
  connection: DuckDBConnection,
  table: string,
  batches: AsyncIterable<RecordBatch> | Iterable<RecordBatch>,
): Promise<number> {
  let rows = 0;
  let appender: Awaited<ReturnType<DuckDBConnection['createAppender']>> | undefined;
  for await (const batch of batches) {
    if (appender === undefined) {
      await connection.run(createTableLike(batch.schema, quoteIdentifier(table)));
      appender = await connection.createAppender(table);
    }
    appendRecordBatch(appender, batch);
    rows += batch.numRows;
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
  // A name of this process's own, so that a retried activity on another worker never renames a half-written file.
  const temporary = `${path}.tmp-${process.pid}`;
  const statement = `copy (\n${withoutSemicolon(query)}\n) to $copy_target (${format})`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const result = await connection.runAndReadAll(statement, { ...bindable(values), copy_target: temporary });
    await rename(temporary, path);
    return Number(result.getRows()[0]?.[0] ?? 0);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

const bindable = (values: SqlValues | undefined): Record<string, DuckDBValue> => ({ ...values });

const withoutSemicolon = (query: string): string => query.trimEnd().replace(/;$/u, '');
