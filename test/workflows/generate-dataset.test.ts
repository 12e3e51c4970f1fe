import assert from 'node:assert/strict';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { askInProcess } from '../../run/query/ask-in-process.ts';
import { liveRelations } from '../../run/query/live-relations.ts';
import { withRelations } from '../../run/query/open-relations.ts';
import { exportDataset } from '../../run/rights/export-dataset.ts';
import { hydrateDataset } from '../../run/rights/hydrate-dataset.ts';
import { writeReport } from '../../run/report/write-report.ts';
import { EvaluationRelationSchema, RecommenderRelationSchema, RelationSchema } from '../../schemas/relation.ts';
import { renderRelations, typeOfColumn } from '../../bench/render-relations.ts';
import relationColumns from '../../schemas/relation-columns.json' with { type: 'json' };
import { datasetTables } from '../../studio/dataset/dataset-tables.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { needPython, runPython } from '../doubles/python.ts';
import { hashFiles, startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

function withoutCard({ 'README.md': card, ...files }: Record<string, string>): Record<string, string> {
  assert.ok(card !== undefined, 'the card names the run, so it alone differs');
  return files;
}

const ofStages = RelationSchema.exclude([
  ...EvaluationRelationSchema.options,
  ...RecommenderRelationSchema.options,
]).options;

/** A relation as queries see it: its columns, then its rows. */
const tell = (run: RunFolder, relation: string): Promise<unknown[][]> =>
  withRelations(run, {}, async ({ query }) => {
    const { columns, rows } = await query(`from ${relation} order by all`);
    const all: unknown[][] = [[...columns]];
    for await (const row of rows) all.push([...row]);
    return all;
  });

describe('generateDataset on a Temporal server', function () {
  this.timeout(240_000);
  let studio: StudioProcess;
  let config: object;

  before(async () => {
    studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'sk-test' });
    const { folder } = await ensureSample(join(studio.runsRoot, '.samples'), { domain: 'yelp', users: 40, seed: 3 });
    config = {
      source: { kind: 'sample', path: folder, sample: { users: 40, seed: 3 } },
      aspects: { count: 8, trainingClauses: 2000 },
      targets: { limit: 12, reserveShare: 0.5 },
    };
    await studio.generate('one-at-a-time', { ...config, concurrency: { dialogs: 1, dialogsPerShard: 5 } });
    await studio.generate('many-at-once', { ...config, concurrency: { dialogs: 12, dialogsPerShard: 200 } });
  });
  after(() => studio.close());

  it('writes every relation and a dataset whose parts agree', async () => {
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const manifest = await run.readManifest();
    assert.equal(manifest?.status, 'complete');
    assert.equal(manifest?.stages.length, 11);
    await withDatabase({}, async (db) => {
      for (const relation of ofStages) await db.openParquet(relation, run.relationPath(relation));
      const [counts] = await db.rows(
        `select (select count(*) from targets where not is_reserve) as targets, (select count(*) from plans) as plans,
           (select count(*) from targets) as drawn, (select count(*) from unplanned_targets) as unplanned, (select count(*) from dialogs) as dialogs,
           (select count(*) from dialogs where status = 'accepted') as accepted`,
      );
      assert.equal(counts?.['targets'], 12);
      assert.equal(counts?.['drawn'], 18);
      assert.equal(Number(counts?.['plans']) + Number(counts?.['unplanned']), 18);
      assert.equal(counts?.['accepted'], 12);
      assert.equal(counts?.['dialogs'], 12, 'nothing failed, so no reserve was used');
      const rows = await db.rows(
        `select dialog_id, messages, realizer, target, plan.target_item_id, [step.act for step in plan.turns] as planned,
           array_agg(evidence.act order by evidence.turn) as acts
         from read_parquet($data) as data join read_parquet($plan) as plan using (dialog_id) join read_parquet($evidence) as evidence using (dialog_id)
         group by all`,
        {
          data: run.pattern('dataset/data/*.parquet'),
          plan: run.pattern('dataset/plan/*.parquet'),
          evidence: run.pattern('dataset/evidence/*.parquet'),
        },
      );
      assert.equal(rows.length, counts?.['accepted']);
      const Row = z.object({
        messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string().min(1) })),
        realizer: z.literal('offline-realizer'),
        target: z.object({ item_id: z.string() }),
        target_item_id: z.string(),
        planned: z.array(z.string()).min(2),
        acts: z.array(z.string()),
      });
      for (const { messages, acts, planned, target, target_item_id: planTarget } of z.array(Row).parse(rows)) {
        assert.equal(messages.length, acts.length);
        assert.deepEqual(acts, planned);
        assert.equal(planTarget, target.item_id);
      }
      assert.deepEqual(await db.rows(await readSql('studio/profiling/look_ahead.sql')), []);
    });
  });

  it('comes back byte for byte from a copy without the words of reviews', async () => {
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const [copy, back] = ['copy', 'back'].map((name) => join(studio.runsRoot, `.${name}`));
    assert.ok(copy !== undefined && back !== undefined);
    await exportDataset(run, copy, 'none');
    const { differing, restored } = await hydrateDataset(copy, back, run.relationPath('reviews'));
    assert.deepEqual(differing, []);
    const written = withoutCard(await hashFiles(run.path('dataset')));
    assert.deepEqual(withoutCard(await hashFiles(back)), written);
    const blanked = await hashFiles(copy);
    assert.ok(restored.filter((file) => blanked[file] !== written[file]).length >= 4, 'texts were left out');
  });

  it('writes the columns that docs/relations.md lists, with their types and in their order', async () => {
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const page = await readFile(new URL('../../docs/relations.md', import.meta.url), 'utf8');
    assert.ok(page.includes(renderRelations(relationColumns)), 'make the page again: npm run docs:tables');
    assert.deepEqual(Object.keys(relationColumns), ofStages);
    await withDatabase({}, async (db) => {
      for (const [relation, { columns }] of Object.entries(relationColumns)) {
        const found = await db.rows(`describe select * from read_parquet($path)`, {
          path: run.relationPath(RelationSchema.parse(relation)),
        });
        assert.deepEqual(
          found.map(({ column_name: name, column_type: type }) => [name, type]),
          Object.entries(columns).map(([name, text]) => [name, typeOfColumn(text)]),
          relation,
        );
      }
    });
  });

  it('is a dataset that `datasets`, pandas, Polars and pyarrow load as it is, with the counts of the run', async function () {
    needPython(this, ['datasets', 'pandas', 'polars', 'pyarrow']);
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const read = z
      .object({
        configs: z.array(z.string()),
        rows: z.record(z.string(), z.record(z.string(), z.number())),
        binary: z.array(z.string()),
      })
      .parse(JSON.parse(await runPython('test/doubles/load_dataset.py', [run.path('dataset')])));
    assert.deepEqual(read.configs, ['default', 'plan', 'evidence', 'profile', 'predecessor']);
    assert.deepEqual(read.binary, [], 'no column is opaque');
    const [counts] = await withDatabase({}, async (db) => {
      await db.openParquet('dialogs', run.relationPath('dialogs'));
      await db.openParquet('turns', run.relationPath('turns'));
      return db.rows(
        `select count(*) as dialogs, (select count(*) from turns semi join (from dialogs where status = 'accepted') using (dialog_id)) as turns
           from dialogs where status = 'accepted'`,
      );
    });
    const dialogs = Number(counts?.['dialogs']);
    for (const reader of ['datasets', 'pandas', 'polars', 'pyarrow']) {
      assert.deepEqual(
        read.rows[reader],
        {
          default: dialogs,
          plan: dialogs,
          evidence: Number(counts?.['turns']),
          profile: dialogs,
          predecessor: dialogs,
        },
        reader,
      );
    }
  });

  it('is read whole by the Python package, by the counts of its manifest', async function () {
    needPython(this, ['pandas', 'polars', 'pyarrow', 'duckdb']);
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const counts = z.record(z.string(), z.number());
    const read = z
      .object({ complete: z.boolean(), damaged: z.array(z.string()), messages: z.number(), pandas: z.number() })
      .extend({ counted: counts, rows: counts, read: counts, dialogs: counts, polars: z.number() })
      .parse(JSON.parse(await runPython('test/doubles/read_run.py', [run.path('')], 'python/src')));
    assert.deepEqual([read.complete, read.damaged], [true, []]);
    assert.deepEqual([read.counted, read.read], [read.rows, read.rows]);
    const accepted = Object.values(read.dialogs).reduce((sum, dialogs) => sum + dialogs, 0);
    assert.deepEqual([accepted, read.pandas, read.messages], [12, 12, read.polars]);
  });

  it('is read by its croissant.json alone, with the counts of the run', async function () {
    needPython(this, ['mlcroissant', 'pyarrow']);
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const read = z
      .object({ warnings: z.array(z.string()), rows: z.record(z.string(), z.number()), messages: z.number() })
      .parse(JSON.parse(await runPython('test/doubles/read_croissant.py', [run.path('dataset')])));
    assert.deepEqual(
      read.warnings.filter((warning) => !warning.includes('datePublished')),
      [],
    );
    const [counts] = await withDatabase({}, (db) =>
      db.rows('select count(*) as dialogs, sum(len(messages))::integer as messages from read_parquet($path)', {
        path: run.pattern('dataset/data/*.parquet'),
      }),
    );
    const rowsOf = (table: string): number =>
      Object.entries(read.rows)
        .filter(([records]) => records.startsWith(`${table}/`))
        .reduce((sum, [, rows]) => sum + rows, 0);
    assert.deepEqual(['default', 'plan', 'evidence', 'profile', 'predecessor'].map(rowsOf), [
      counts?.['dialogs'],
      counts?.['dialogs'],
      counts?.['messages'],
      counts?.['dialogs'],
      counts?.['dialogs'],
    ]);
    assert.equal(read.messages, counts?.['messages']);
  });

  it('has a page that counts as the relations do, is made again to the same bytes, and figures of a file each', async () => {
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const folder = join(studio.runsRoot, 'figures');
    const { page, figures } = await writeReport(run, folder);
    const [counts] = await withDatabase({}, async (db) => {
      await db.openParquet('dialogs', run.relationPath('dialogs'));
      return db.rows(`select count(*) filter (status = 'accepted') as accepted, count(*) as dialogs from dialogs`);
    });
    const html = await readFile(page, 'utf8');
    assert.ok(html.includes(`<dd>${String(counts?.['accepted'])}</dd><dt>dialogs accepted</dt>`));
    assert.match(html, /The split valid has \d+ dialogs/u);
    assert.deepEqual(
      figures.filter((name) => !['repairs', 'trajectories'].includes(name)),
      ['funnel', 'aspects', 'steps', 'outcomes', 'lengths', 'times', 'attempts'],
    );
    for (const name of figures) {
      assert.match(await readFile(join(folder, `${name}.svg`), 'utf8'), /^<svg .*<\/svg>\n$/su);
      const [, ...lines] = (await readFile(join(folder, `${name}.csv`), 'utf8')).trimEnd().split('\r\n');
      const rows = await tell(run, `(${(await readFile(join(folder, `${name}.sql`), 'utf8')).trim()})`);
      assert.equal(lines.length, rows.length - 1, name);
    }
    assert.ok((await readFile((await writeReport(run)).page, 'utf8')) === html, 'the same page');
  });

  it('gives byte-identical relations and datasets whatever the concurrency', async () => {
    const [alone, together] = await Promise.all(
      ['one-at-a-time', 'many-at-once'].map((runId) => {
        const run = openRunFolder({ runId, runsRoot: studio.runsRoot });
        return Promise.all([hashFiles(run.path('relations')), hashFiles(run.path('dataset'))]);
      }),
    );
    assert.deepEqual(together?.[0], alone?.[0]);
    assert.deepEqual(withoutCard(together?.[1] ?? {}), withoutCard(alone?.[1] ?? {}));
  });

  it('leaves the same files in shape by a model at an endpoint as offline, over the same plans', async () => {
    const endpoint = await startModelEndpoint({ respond: sayWhatIsAsked });
    try {
      const model = { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl };
      await studio.generate('by-a-model', { ...config, model });
      assert.ok(endpoint.requests.length > 12, `${endpoint.requests.length} calls`);
    } finally {
      await endpoint.close();
    }
    const [offline, modelled] = await Promise.all(
      ['many-at-once', 'by-a-model'].map(async (runId) => {
        const run = openRunFolder({ runId, runsRoot: studio.runsRoot });
        const files = await hashFiles(run.path('relations'));
        const columns = await withDatabase({}, (db) =>
          Promise.all(
            Object.keys(files).map(async (file) => [
              file,
              await db.rows('describe from read_parquet($path)', { path: run.path(`relations/${file}`) }),
            ]),
          ),
        );
        const tables = await withDatabase({}, (db) =>
          Promise.all(
            datasetTables.map(async ({ folder }) => {
              const path = run.path(`dataset/${folder}/train-00000-of-00001.parquet`);
              return [folder, await db.rows('describe from read_parquet($path)', { path })];
            }),
          ),
        );
        const [first] = await withDatabase({}, (db) =>
          db.rows('select realizer from read_parquet($path) limit 1', {
            path: run.path('dataset/data/train-00000-of-00001.parquet'),
          }),
        );
        return {
          files,
          columns,
          dataset: Object.keys(await hashFiles(run.path('dataset'))),
          tables,
          realizer: first?.['realizer'],
        };
      }),
    );
    assert.ok(offline !== undefined && modelled !== undefined);
    assert.deepEqual(modelled.columns, offline.columns);
    assert.deepEqual(modelled.dataset, offline.dataset);
    assert.deepEqual(modelled.tables, offline.tables);
    for (const file of ['plans.parquet', 'targets.parquet', 'profiles.parquet'])
      assert.equal(modelled.files[file], offline.files[file], file);
    assert.notEqual(modelled.realizer, offline.realizer);
  });

  it('answers the right counts while it is going on: at a tenth, at the half, near the end', async () => {
    const runId = 'asked-meanwhile';
    const ref = { runId, runsRoot: studio.runsRoot };
    const run = openRunFolder(ref);
    const ask = (sql: string): Promise<unknown[][]> =>
      askInProcess({ ref, sql, signal: new AbortController().signal }, async ({ rows }) => {
        const all: unknown[][] = [];
        for await (const row of rows) all.push([...row]);
        return all;
      });
    const limit = 10;
    const asked = new Map<number, unknown[][]>();
    const endpoint = await startModelEndpoint({
      async respond(request) {
        // One dialog is in work, and it waits for this answer: nothing ends meanwhile.
        const ended = (await run.listNames('work/dialogs')).filter((name) => name.endsWith('.json')).length;
        if ([1, 5, 9].includes(ended) && !asked.has(ended)) {
          asked.set(ended, []);
          asked.set(
            ended,
            await ask(
              `select count(*), (select count(distinct dialog_id) from turns), (select count(*) from turns),
                 (select count(*) from attempts where dialog_id in (select dialog_id from dialogs) and failure is null), sum(attempts) from dialogs`,
            ),
          );
        }
        return sayWhatIsAsked(request);
      },
    });
    try {
      const model = { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl };
      const targets = { limit, reserveShare: 0 };
      await studio.generate(runId, { ...config, model, targets, concurrency: { dialogs: 1, dialogsPerShard: 4 } });
    } finally {
      await endpoint.close();
    }
    for (const ended of [1, 5, 9]) {
      const [[dialogs, withTurns, turns, attempts, counted] = []] = asked.get(ended) ?? [];
      assert.deepEqual([dialogs, withTurns, attempts], [ended, ended, counted], `after ${ended}`);
      assert.ok(Number(turns) > 2 * ended, `${String(turns)} turns after ${ended}`);
    }
    assert.deepEqual(await ask('select count(*) from dialogs'), [[limit]]);
  });

  it('tells of its dialogs, as long as they are not gathered, just what the relations tell when they are', async () => {
    const made = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const going = openRunFolder({ runId: 'not-gathered', runsRoot: studio.runsRoot });
    await cp(made.folder, going.folder, { recursive: true });
    const manifest = await going.readManifest();
    assert.ok(manifest !== undefined);
    const stages = manifest.stages.filter(({ stage }) => stage !== 'dialogs' && stage !== 'dataset');
    await going.writeManifest({ ...manifest, status: 'running', stages });
    for (const relation of [...liveRelations, 'funnel'] as const) await rm(going.relationPath(relation));
    for (const relation of liveRelations) {
      const told = await tell(going, relation);
      assert.ok(told.length > 12, relation);
      assert.deepEqual(told, await tell(made, relation), relation);
    }
    const { page, figures } = await writeReport(going);
    assert.ok(figures.includes('lengths') && !figures.includes('funnel'));
    assert.match(await readFile(page, 'utf8'), /The run is going on/u);
  });

  it('replaces failed dialogs by reserves of their split, the same ones whatever the concurrency', async () => {
    // Short turns fail many dialogs at the first attempt.
    const strict = { ...config, fidelity: { maximumAttempts: 1, maximumWordsPerTurn: 26 } };
    await studio.generate('strict-alone', { ...strict, concurrency: { dialogs: 1, dialogsPerShard: 4 } });
    await studio.generate('strict-together', { ...strict, concurrency: { dialogs: 12, dialogsPerShard: 200 } });
    const hashes = ['strict-alone', 'strict-together'].map((runId) =>
      hashFiles(openRunFolder({ runId, runsRoot: studio.runsRoot }).path('relations')),
    );
    assert.deepEqual(await hashes[0], await hashes[1]);
    const run = openRunFolder({ runId: 'strict-alone', runsRoot: studio.runsRoot });
    const figures = (await run.readManifest())?.stages.find(({ stage }) => stage === 'dialogs')?.figures;
    assert.ok(Number(figures?.['replaced']) > 0, JSON.stringify(figures));
    assert.equal(Number(figures?.['accepted']) + Number(figures?.['failed']), 12 + Number(figures?.['replaced']));
    assert.equal(Number(figures?.['missing']), 12 - Number(figures?.['accepted']));
    assert.equal(Number(figures?.['failed']), Number(figures?.['replaced']) + Number(figures?.['unreplaced']));
  });

  it('carries only references and counts: no review text travels through Temporal', async () => {
    const run = openRunFolder({ runId: 'many-at-once', runsRoot: studio.runsRoot });
    const texts = await withDatabase({}, async (db) => {
      await db.openParquet('turns', run.relationPath('turns'));
      return (await db.rows('select text from turns limit 200')).map((row) => String(row['text']));
    });
    assert.ok(texts.length > 50);
    let payloads = 0;
    for await (const workflow of studio.client.workflow.list()) {
      const history = JSON.stringify(
        await studio.client.workflow.getHandle(workflow.workflowId, workflow.runId).fetchHistory(),
      );
      const decoded = history.replaceAll(/"data":"([A-Za-z0-9+/=]+)"/gu, (_all, data: string) => {
        payloads += 1;
        return Buffer.from(data, 'base64').toString('utf8');
      });
      for (const text of texts)
        assert.ok(!decoded.includes(text), `a turn's text stands in the history of ${workflow.workflowId}`);
    }
    assert.ok(payloads > 100, `payloads were read (${payloads})`);
  });
});
