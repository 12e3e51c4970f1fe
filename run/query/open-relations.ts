import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RunFolder } from '../../activities/dependencies.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { RelationSchema } from '../../schemas/relation.ts';
import type { Relation } from '../../schemas/relation.ts';
import { quoteIdentifier, quoteText } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { checkRelations, isMade } from '../reading/check-relations.ts';
import { runQuery } from './run-query.ts';
import type { QueryResult } from './run-query.ts';

export interface RelationsOptions {
  /** DuckDB's memory, MiB; what does not fit spills into a temporary folder outside the run. */
  memoryLimitMb?: number;
  /** Where it spills; the caller's to make and to remove. Default: a folder of this session. */
  spillFolder?: string;
  /** The most that may be spilled, MiB. */
  spillLimitMb?: number;
  /** Interrupts the query that is running, as far as DuckDB hears it: between blocks of rows. */
  signal?: AbortSignal;
}

export interface Relations {
  /** Those there are so far, `stages` and `config` last. */
  names: readonly string[];
  /** One read-only statement. Throws QueryRefused for any other, and for what DuckDB finds wrong with it. The rows must be read before the next. */
  query: (sql: string) => Promise<QueryResult>;
}

/**
 * Opens every relation of a run that exists by now as a view, so it works while the run is going on too. DuckDB is then locked to exactly
 * those files: no other file, no extension, no setting.
 */
export async function withRelations<T>(
  run: RunFolder,
  options: RelationsOptions,
  work: (relations: Relations) => Promise<T>,
): Promise<T> {
  const spillFolder = options.spillFolder ?? (await mkdtemp(join(tmpdir(), 'convrec-sql-')));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryLimitMb ?? 1024}MiB`,
    temp_directory: spillFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const interrupt = (): void => connection.interrupt();
  options.signal?.addEventListener('abort', interrupt);
  try {
    // Given when the instance is made it does not hold.
    await connection.run(`set max_temp_directory_size = '${Math.floor(options.spillLimitMb ?? 10_240)}MiB'`);
    const relations = await openViews(connection, run);
    await addRecords(connection, run);
    await lock(
      connection,
      relations.map((relation) => run.relationPath(relation)),
    );
    const names = [...relations, 'stages', 'config'];
    const query = async (sql: string): Promise<QueryResult> => {
      await checkNamed(run, sql);
      return runQuery(connection, sql, names);
    };
    return await work({ names, query });
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    connection.disconnectSync();
    instance.closeSync();
    if (options.spillFolder === undefined) await rm(spillFolder, { recursive: true, force: true });
  }
}

/** Compares the relations that a query names with their checksums. Throws RunFolderUnusable for one that is missing or damaged. */
async function checkNamed(run: RunFolder, sql: string): Promise<void> {
  const text = sql.toLowerCase();
  const named = RelationSchema.options.filter((relation) => text.includes(relation));
  // One that the run has not come to yet is DuckDB's to refuse.
  const made: Relation[] = [];
  for (const relation of named) if (await isMade(run, relation)) made.push(relation);
  await checkRelations(run, made);
}

async function openViews(connection: DuckDBConnection, run: RunFolder): Promise<Relation[]> {
  const opened: Relation[] = [];
  for (const relation of RelationSchema.options) {
    if (!(await run.hasRelation(relation))) continue;
    const path = run.relationPath(relation);
    try {
      await connection.run(
        `create view ${quoteIdentifier(relation)} as select * from read_parquet(${quoteText(path)})`,
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StudioFailure(
        'RunFolderUnusable',
        `${path} is no readable Parquet file: ${reason}`,
        {
          remedy: 'Launch the run again: the stage that wrote it is made again, and nothing else. Look after the disk.',
        },
        error,
      );
    }
    opened.push(relation);
  }
  return opened;
}

async function addRecords(connection: DuckDBConnection, run: RunFolder): Promise<void> {
  const manifest = await run.readManifest();
  const config = await run.readConfig();
  await connection.run(`set timezone = 'UTC'`);
  await connection.run(`create table stages as ${await readSql('run/query/stages.sql')}`, {
    stages: JSON.stringify(manifest?.stages ?? []),
  });
  await connection.run(`create table config as ${await readSql('run/query/config.sql')}`, {
    config: JSON.stringify(config),
  });
}

/** From here on nothing can be opened but these files; the order matters, since the last line locks the two before it. */
async function lock(connection: DuckDBConnection, paths: readonly string[]): Promise<void> {
  await connection.run(`set allowed_paths = [${paths.map(quoteText).join(', ')}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}
