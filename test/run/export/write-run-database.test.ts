import assert from 'node:assert/strict';
import { access, copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import { writeRunDatabase } from '../../../run/export/write-run-database.ts';
import { createFixtureRun } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

async function ask(path: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

describe('writeRunDatabase', () => {
  let fixture: FixtureRun;
  before(async () => {
    fixture = await createFixtureRun();
  });
  after(() => fixture.remove());

  it('opens in any DuckDB with a view a relation, and says what they and their columns mean', async () => {
    const path = join(fixture.runsRoot, 'a’b "out"', 'run.duckdb');
    const views = await writeRunDatabase(fixture.run, path);
    assert.ok(views.includes('reviews') && views.includes('dialogs'));
    assert.deepEqual(await ask(path, 'select count(*)::int from reviews'), [[2]]);
    assert.deepEqual(
      await ask(path, `select comment from duckdb_views() where view_name = 'reviews' and not internal`),
      [['one canonical review, duplicates removed']],
    );
    assert.deepEqual(
      await ask(
        path,
        `select comment from duckdb_columns() where table_name = 'reviews' and column_name in ('rating', 'text') order by column_name`,
      ),
      [['from 1 to 5'], [null]],
    );
    const tables = await ask(path, 'select table_name from duckdb_tables() order by all');
    assert.deepEqual(tables, [['config'], ['stages']]);
    assert.deepEqual(await readdir(join(path, '..')), ['run.duckdb']);
  });

  it('replaces the one of before, and leaves none of a run that has nothing', async () => {
    const path = join(fixture.runsRoot, 'run.duckdb');
    await writeRunDatabase(fixture.run, path);
    await writeRunDatabase(fixture.run, path);
    const empty = openRunFolder({ runId: 'nothing', runsRoot: fixture.runsRoot });
    await mkdir(empty.folder);
    await copyFile(fixture.run.path('config.json'), empty.path('config.json'));
    const none = join(fixture.runsRoot, 'none.duckdb');
    await assert.rejects(writeRunDatabase(empty, none), { name: 'RunFolderUnusable', message: /has no relation yet/u });
    await assert.rejects(access(none));
    await rm(path);
  });
});
