import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { withRelations } from '../../../run/query/open-relations.ts';
import type { Relations } from '../../../run/query/open-relations.ts';
import { listSavedQueries, readSavedQuery } from '../../../run/query/saved-queries.ts';
import type { StudioFailure } from '../../../schemas/failure.ts';
import { createFixtureRun } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

describe('withRelations', () => {
  let fixture: FixtureRun;
  // One session for most tests: it must stand whatever was tried before.
  let relations: Relations;
  let endSession: () => void;
  let session: Promise<void>;
  before(async () => {
    fixture = await createFixtureRun();
    // Targets of attacks, within the run's own folder: links out of it, and a file that is no relation.
    await symlink('/etc/passwd', fixture.run.path('relations/link.csv'));
    await symlink('/etc', fixture.run.path('relations/etc'));
    await writeFile(fixture.run.path('notes.csv'), 'a\n1\n');
    await new Promise<void>((resolve, reject) => {
      session = withRelations(fixture.run, {}, async (opened) => {
        relations = opened;
        await new Promise<void>((end) => {
          endSession = end;
          resolve();
        });
      });
      session.catch(reject);
    });
  });
  after(async () => {
    endSession();
    await session;
    await fixture.remove();
  });

  const ask = async (sql: string): Promise<unknown[][]> => collect(await relations.query(sql));

  const allowed: [string, unknown[][]][] = [
    ['select count(*) from dialogs', [[2]]],
    ['from dialogs select dialog_id limit 1', [['d01aaaaaaaaaaaaaaaaaa']]],
    ['with a as (select 1 as n) select n from a;', [[1]]],
    ['values (1), (2)', [[1], [2]]],
    ['-- a remark\nselect 1', [[1]]],
    ['select unnest([1, 2])', [[1], [2]]],
    ['select i from range(2) t(i)', [[0], [1]]],
    [`select status from dialogs where reason like '%;%' or status = 'accepted'`, [['accepted']]],
    [`pivot (select status, turns from dialogs) on status in ('accepted', 'failed') using sum(turns)`, [[2, 1]]],
    ["select stage, rows['reviews'], steps[1].rows_in, figures ->> 'note' from stages", [['reviews', 2, 3, 'x']]],
    [`select value from config where setting = 'model.kind'`, [['offline']]],
    [`select value from config where setting = 'targets.limit'`, [[null]]],
    ['select 9007199254740993', [['9007199254740993']]],
    ["select strftime(reviewed_at, '%H:%M') from reviews order by 1 limit 1", [['00:00']]],
  ];
  for (const [sql, rows] of allowed) {
    it(`answers ${sql}`, async () => assert.deepEqual(await ask(sql), rows));
  }

  for (const sql of [
    'describe dialogs',
    'summarize dialogs',
    'show tables',
    'explain select 1',
    'explain analyze from dialogs',
    'EXPLAIN (FORMAT json) select 1',
    'select 1 union all select count(*) from duckdb_functions()',
  ]) {
    it(`runs ${sql}`, async () => assert.ok((await ask(sql)).length > 0));
  }

  it('lists the relations there are, and names them when one is not', async () => {
    assert.ok((await ask('show tables')).flat().includes('turn_evidence'));
    const failure = await failureOf(ask('from nowhere'));
    assert.match(failure.message, /nowhere does not exist/u);
    assert.match(failure.details.remedy ?? '', /reviews, .*dialogs, .*stages, config/u);
  });

  const refusedFiles = [
    `select * from read_csv('/etc/passwd')`,
    `select * from read_text('/etc/passwd')`,
    `select * from read_blob('notes.csv')`,
    `from '/etc/passwd'`,
    `from 'notes.csv'`,
    `from './relations/link.csv'`,
    `describe '/etc/passwd'`,
    `summarize '/etc/passwd'`,
    `select * from glob('/etc/*')`,
    `select * from sniff_csv('/etc/passwd')`,
    `select * from parquet_metadata('/etc/passwd')`,
    `select * from read_parquet('http://127.0.0.1:9/x.parquet')`,
    `select * from read_duckdb('/tmp/x.db')`,
    `select * from query('select 1')`,
    `select * from query_table('dialogs')`,
    `select (select max(content) from read_text('/etc/passwd'))`,
    `select 1 where exists (select 1 from dialogs, lateral (select * from read_csv('/etc/passwd')))`,
    `with a as (select * from read_csv('/etc/passwd')) select 1`,
    `explain analyze select * from read_csv('/etc/passwd')`,
    `select list_transform([1], lambda x: (select count(*) from read_text('/etc/passwd')))`,
    `select * from histogram('/etc/passwd', 'x')`,
  ];
  const refusedWrites = [
    `copy dialogs to 'x.csv'`,
    `copy (select 1) to '/tmp/x.csv'`,
    `copy dialogs from '/etc/passwd'`,
    `explain copy dialogs to 'x.csv'`,
    `explain analyze copy dialogs to 'x.csv'`,
    `explain (analyze) copy dialogs to 'x.csv'`,
    `/* /* */ explain select 1; -- */ copy dialogs to 'x.csv'`,
    `export database 'x'`,
    `import database 'x'`,
    'create table x as select 1',
    'create temp table x as select 1',
    'create or replace view dialogs as select 1',
    'create macro f() as 1',
    'explain analyze create table x as select 1',
    'insert into stages select * from stages',
    'update stages set stage = 1',
    'delete from stages',
    'drop view dialogs',
    'alter view dialogs rename to x',
    'truncate stages',
    "comment on view dialogs is 'x'",
    'with a as (delete from stages returning *) select * from a',
    'merge into stages using stages as s on s.stage = stages.stage when matched then delete',
    'pivot dialogs on status using count(*)',
    `select write_log('x')`,
  ];
  const refusedSettings = [
    `attach 'x.db'`,
    `attach ':memory:' as x`,
    'detach memory',
    'use memory',
    'install httpfs',
    'load httpfs',
    `load '/tmp/x.duckdb_extension'`,
    'update extensions',
    'set threads = 1',
    'set enable_external_access = true',
    'set variable x = 1',
    'reset lock_configuration',
    'pragma threads = 1',
    'pragma database_list',
    'call pragma_version()',
    `call enable_logging('QueryLog', storage = 'file', storage_config = {'path': '/tmp'})`,
    `select * from enable_logging('QueryLog', storage = 'file', storage_config = {'path': '/tmp'})`,
    `select * from enable_profiling(save_location = '/tmp/profile.json')`,
    `select * from "ENABLE_LOGGING"()`,
    'select * from main.checkpoint()',
    `create secret s (type s3)`,
    'select * from duckdb_secrets()',
    'prepare p as select 1',
    'execute p',
    'begin',
    'vacuum',
    'checkpoint',
  ];
  const refusedForm = [
    '',
    ';',
    '-- nothing',
    'select 1; select 2',
    `select 1; copy dialogs to 'x.csv'`,
    'selec 1',
    'select $1',
    'explain',
  ];
  for (const sql of [...refusedFiles, ...refusedWrites, ...refusedSettings, ...refusedForm]) {
    it(`refuses ${sql === '' ? 'an empty query' : sql}`, async () => {
      const before = await fingerprint(fixture);
      const failure = await failureOf(ask(sql));
      assert.equal(failure.name, 'QueryRefused');
      assert.ok(failure.message.length > 10 && failure.details.remedy !== undefined, failure.message);
      assert.doesNotMatch(failure.message, /root:/u);
      assert.deepEqual(await fingerprint(fixture), before);
    });
  }

  it('leaves nothing outside the run either', async () => {
    const { stdout } = await promisify(execFile)('git', ['status', '--porcelain', '--', 'x.csv', 'x', 'x.db']);
    assert.equal(stdout, '');
    await assert.rejects(readFile('/tmp/profile.json'));
  });

  it('allows a table function only when it is on its list, whatever DuckDB comes to have', async () => {
    const names = (
      await ask(
        `select distinct function_name from duckdb_functions() where function_type in ('table', 'table_macro') order by 1`,
      )
    ).flat();
    assert.ok(names.length > 80, 'DuckDB lists its table functions');
    const passed: string[] = [];
    for (const name of names) {
      const failure = await failureOf(ask(`select * from ${String(name)}()`)).catch(() => undefined);
      if (failure === undefined || !failure.message.includes('is not allowed')) passed.push(String(name));
    }
    assert.deepEqual(passed, [
      'duckdb_columns',
      'duckdb_functions',
      'duckdb_keywords',
      'duckdb_tables',
      'duckdb_types',
      'duckdb_views',
      'generate_series',
      'histogram',
      'histogram_values',
      'icu_calendar_names',
      'json_each',
      'json_tree',
      'pg_timezone_names',
      'pragma_table_info',
      'pragma_version',
      'range',
      'repeat',
      'repeat_row',
      'unnest',
    ]);
  });

  it('spills what memory cannot hold', async () => {
    await withRelations(fixture.run, { memoryLimitMb: 64 }, async ({ query }) => {
      const rows = await collect(
        await query('select count(*) from (select distinct i, md5(i::varchar) from range(600000) t(i))'),
      );
      assert.deepEqual(rows, [[600_000]]);
    });
  });

  const endings: [string, (controller: AbortController) => void][] = [
    ['before it begins', (controller) => controller.abort()],
    ['while relations are opened', (controller) => setImmediate(() => controller.abort())],
    ['later', (controller) => setTimeout(() => controller.abort(), 1000)],
  ];
  for (const [when, end] of endings) {
    it(`ends a query when it is told to: ${when}`, async () => {
      const controller = new AbortController();
      end(controller);
      const asked = withRelations(fixture.run, { signal: controller.signal }, async ({ query }) =>
        collect(
          await query('select count(*) from range(100000) a, range(10000000) b where hash(a.range + b.range) = 0'),
        ),
      );
      assert.match((await failureOf(asked)).message, /interrupt/iu);
    });
  }

  it('opens the relations there are while the run is going on, and says which file is damaged', async () => {
    const running = await createFixtureRun({ gathered: false });
    try {
      await withRelations(running.run, {}, async ({ names, query }) => {
        assert.ok(names.includes('plans') && !names.includes('funnel'));
        const result = await query('from reviews');
        // A stage that is made again replaces the file by a rename.
        await withDatabase({ threads: 1 }, (db) => db.writeParquet('select 1 as n', running.run.relationPath('plans')));
        assert.equal((await collect(result)).length, 2);
        assert.deepEqual(await collect(await query('select count(*) from items')), [[1]]);
      });
      await writeFile(running.run.relationPath('plans'), 'no parquet');
      const failure = await failureOf(withRelations(running.run, {}, async () => {}));
      assert.match(failure.message, /plans\.parquet is no readable Parquet file/u);
    } finally {
      await running.remove();
    }
  });

  it('runs every saved query whose relations are there', async () => {
    const saved = await listSavedQueries();
    assert.deepEqual(
      saved.map(({ name }) => name),
      [
        'dialogs-count',
        'falling-aspects',
        'look-ahead',
        'plan-spread',
        'profile-mentions',
        'rejected-rows',
        'trajectory-mentions',
        'turns-citing-reviews',
      ],
    );
    assert.ok(saved.every(({ description, sql }) => description.length > 20 && sql.startsWith('--')));
    assert.deepEqual(await ask(await readSavedQuery('rejected-rows')), [['review.json', 'bad JSON', 1, 7, '{']]);
    assert.deepEqual(
      (await ask(await readSavedQuery('turns-citing-reviews'))).map((row) => row[7]),
      ['🍕 was', '🍕 was'],
    );
    assert.deepEqual(
      (await ask(await readSavedQuery('dialogs-count'))).map((row) => row.slice(0, 3)),
      [
        ['test', 'accepted', 1],
        ['test', 'failed', 1],
      ],
    );
    assert.match((await failureOf(readSavedQuery('nothing'))).details.remedy ?? '', /look-ahead/u);
  });
});

async function collect({ rows }: Awaited<ReturnType<Relations['query']>>): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for await (const row of rows) all.push([...row]);
  return all;
}

async function failureOf(work: Promise<unknown>): Promise<StudioFailure> {
  return work.then(
    () => assert.fail('nothing was refused'),
    (error: StudioFailure) => error,
  );
}

/** Names and contents of everything in the run's folder. */
async function fingerprint({ run }: FixtureRun): Promise<string[]> {
  const entries = await readdir(run.folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.toSorted().map(
      async (file) =>
        `${file} ${createHash('sha256')
          .update(await readFile(file))
          .digest('hex')}`,
    ),
  );
}
