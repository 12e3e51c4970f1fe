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
import { hasLiveDialogs, liveFolder, liveRelations, openLiveDialogs } from './live-relations.ts';
import { copyQuery, runQuery } from './run-query.ts';
import type { QueryResult } from './run-query.ts';

export interface RelationsOptions {
  /** DuckDB's memory, MiB; what does not fit spills into a temporary folder outside the run. */
  memoryLimitMb?: number;
  /** Where it spills; the caller's to make and to remove. Default: a folder of this session. */
  spillFolder?: string;
  /** The most that may be spilled, MiB. */
  spillLimitMb?: number;
  /** A Parquet file that each query writes its rows into; its result is then one row, their number. */
  outputPath?: string;
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
 * Opens every relation of a run that exists by now as a view, so it works while the run is going on too: what the dialogs' files tell by now is then
 * read from them. DuckDB is locked to exactly those files: no other file, no extension, no setting.
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
  let interrupting: NodeJS.Timeout | undefined;
  // DuckDB forgets an interruption when the next statement begins.
  const interrupt = (): void => {
    connection.interrupt();
    interrupting ??= setInterval(() => connection.interrupt(), 50);
  };
  options.signal?.addEventListener('abort', interrupt);
  try {
    if (options.signal?.aborted === true) interrupt();
    // Given when the instance is made it does not hold.
    await connection.run(`set max_temp_directory_size = '${Math.floor(options.spillLimitMb ?? 10_240)}MiB'`);
    await connection.run(`set timezone = 'UTC'`);
    const live = (await hasLiveDialogs(run)) ? liveRelations : [];
    const opened = await openViews(connection, run, live);
    if (live.length > 0) await openLiveDialogs(connection, run);
    await addRecords(connection, run);
    await lock(
      connection,
      [
        ...opened.map((relation) => run.relationPath(relation)),
        ...(options.outputPath === undefined ? [] : [options.outputPath]),
      ],
      live.length > 0 ? [run.path(liveFolder)] : [],
    );
    const isOpen = (relation: Relation): boolean => opened.includes(relation) || live.some((name) => name === relation);
    const names = [...RelationSchema.options.filter(isOpen), 'stages', 'config'];
    const query = async (sql: string): Promise<QueryResult> => {
      await checkNamed(run, sql, live);
      return options.outputPath === undefined
        ? runQuery(connection, sql, names)
        : copyQuery(connection, sql, options.outputPath, names);
    };
    return await work({ names, query });
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    clearInterval(interrupting);
    connection.disconnectSync();
    instance.closeSync();
    if (options.spillFolder === undefined) await rm(spillFolder, { recursive: true, force: true });
  }
}

/** Compares the relations that a query names with their checksums. Throws RunFolderUnusable for one that is missing or damaged. */
async function checkNamed(run: RunFolder, sql: string, live: readonly Relation[]): Promise<void> {
  const text = sql.toLowerCase();
  const named = RelationSchema.options.filter((relation) => text.includes(relation) && !live.includes(relation));
  // DuckDB refuses a relation that the run has not made yet.
  const made: Relation[] = [];
  for (const relation of named) if (await isMade(run, relation)) made.push(relation);
  await checkRelations(run, made);
}

/** Opens all relations that there are but the `live` ones, as views. Throws RunFolderUnusable for a file that is no Parquet. */
export async function openViews(
  connection: DuckDBConnection,
  run: RunFolder,
  live: readonly Relation[],
): Promise<Relation[]> {
  const opened: Relation[] = [];
  for (const relation of RelationSchema.options) {
    if (live.includes(relation) || !(await run.hasRelation(relation))) continue;
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

/** Adds the tables `stages` and `config`. */
export async function addRecords(connection: DuckDBConnection, run: RunFolder): Promise<void> {
  const manifest = await run.readManifest();
  const config = await run.readConfig();
  await connection.run(`create table stages as ${await readSql('run/query/stages.sql')}`, {
    stages: JSON.stringify(manifest?.stages ?? []),
  });
  await connection.run(`create table config as ${await readSql('run/query/config.sql')}`, {
    config: JSON.stringify(config),
  });
}

/** From here on nothing can be opened but these files; the order matters, since the last line locks the two before it. */
async function lock(connection: DuckDBConnection, paths: readonly string[], folders: readonly string[]): Promise<void> {
  await connection.run(`set allowed_paths = [${paths.map(quoteText).join(', ')}]`);
  if (folders.length > 0) {
    await connection.run(`set allowed_directories = [${folders.map(quoteText).join(', ')}]`);
  }
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}
