import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RunFolder } from '../../activities/dependencies.ts';
import { quoteIdentifier, quoteText } from '../../infra/duckdb/open-database.ts';
import { thenTidy } from '../../infra/storage/then-tidy.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import relationColumns from '../../schemas/relation-columns.json' with { type: 'json' };
import { addRecords, openViews } from '../query/open-relations.ts';

/** What a relation's rows are and its columns as `TYPE` or `TYPE: meaning`. */
const described: Readonly<
  Record<string, { readonly grain: string; readonly columns: Readonly<Record<string, string>> }>
> = relationColumns;

/**
 * Writes a small DuckDB file for a person's own DuckDB, DBeaver or pandas: a view for each relation that the run has, with comments on it and on its
 * columns, and the tables `stages` and `config`. The views name the run's files by their absolute paths, so a run that was moved is exported again.
 * The file appears whole, by a rename. Returns the names of the views. Throws RunFolderUnusable for a run that has no relation yet, and for a
 * relation that cannot be read.
 */
export async function writeRunDatabase(run: RunFolder, path: string): Promise<string[]> {
  const temporary = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await rm(temporary, { force: true });
  const write = async (): Promise<string[]> => {
    const views = await fill(run, temporary);
    if (views.length === 0) {
      throw new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has no relation yet`, {
        remedy: 'Wait until its first stage has ended (convrec status), or launch it again.',
      });
    }
    await rename(temporary, path);
    return views;
  };
  return thenTidy(write, () => rm(temporary, { force: true }));
}

async function fill(run: RunFolder, path: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    const views = await openViews(connection, run, []);
    for (const view of views) await addComments(connection, view);
    await addRecords(connection, run);
    return views;
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

async function addComments(connection: DuckDBConnection, view: string): Promise<void> {
  const name = quoteIdentifier(view);
  const relation = described[view];
  if (relation === undefined) return;
  await connection.run(`comment on view ${name} is ${quoteText(relation.grain)}`);
  const reader = await connection.runAndReadAll(`select column_name from (describe ${name})`);
  for (const [column] of reader.getRows()) {
    const [, ...meaning] = (relation.columns[String(column)] ?? '').split(': ');
    if (meaning.length === 0) continue;
    await connection.run(
      `comment on column ${name}.${quoteIdentifier(String(column))} is ${quoteText(meaning.join(': '))}`,
    );
  }
}
