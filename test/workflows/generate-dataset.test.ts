import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { EvaluationRelationSchema, RecommenderRelationSchema, RelationSchema } from '../../schemas/relation.ts';
import { renderRelations, typeOfColumn } from '../../bench/render-relations.ts';
import relationColumns from '../../schemas/relation-columns.json' with { type: 'json' };
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { hashFiles, startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

function withoutCard({ 'README.md': card, ...files }: Record<string, string>): Record<string, string> {
  assert.ok(card !== undefined, 'the card names the run, so it alone differs');
  return files;
}

/** What a record holds, without what it says: the keys at every depth, lists by their first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

const ofStages = RelationSchema.exclude([
  ...EvaluationRelationSchema.options,
  ...RecommenderRelationSchema.options,
]).options;

describe('generateDataset on a Temporal server', function () {
  this.timeout(240_000);
  let studio: StudioProcess;
  let config: object;

  before(async () => {
    studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'sk-test' });
    const { folder } = await ensureSample(join(studio.runsRoot, '.samples'), { domain: 'yelp', users: 40, seed: 3 });
    config = {
      source: { kind: 'sample', path: folder, sample: { users: 40, seed: 3 } },
      targets: { limit: 12, reserveShare: 0.5 },
    };
    await studio.generate('one-at-a-time', { ...config, concurrency: { dialogs: 1, dialogsPerShard: 5 } });
    await studio.generate('many-at-once', { ...config, concurrency: { dialogs: 12, dialogsPerShard: 200 } });
  });
  after(() => studio.close());

  it('writes every relation and a dataset whose parts agree, with a reserve for each dialog that a check ended', async () => {
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
      assert.equal(counts?.['accepted'], 12, 'a reserve takes the place of each dialog that failed');
      const failed = await db.rows(`select reason from dialogs where status <> 'accepted'`);
      assert.ok(
        failed.every(({ reason }) => String(reason).startsWith('FidelityExhausted')),
        JSON.stringify(failed),
      );
      const lines = (
        await Promise.all(
          ['train', 'valid', 'test'].map((split) => readFile(run.path(`dataset/${split}.jsonl`), 'utf8')),
        )
      )
        .join('')
        .trimEnd()
        .split('\n');
      assert.equal(lines.length, counts?.['accepted']);
      for (const line of lines) {
        const { messages, turns, plan, realizer, target } = JSON.parse(line);
        assert.equal(messages.length, turns.length);
        assert.deepEqual(
          turns.map((turn: { act: string }) => turn.act),
          plan.turns.map((turn: { act: string }) => turn.act),
        );
        assert.equal(realizer, 'offline-realizer');
        assert.equal(plan.targetItemId, target.item_id);
      }
      assert.deepEqual(await db.rows(await readSql('studio/profiling/look_ahead.sql')), []);
    });
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
        const lines = (await readFile(run.path('dataset/train.jsonl'), 'utf8')).trimEnd().split('\n');
        return {
          files,
          columns,
          dataset: Object.keys(await hashFiles(run.path('dataset'))),
          record: JSON.parse(lines[0] ?? ''),
        };
      }),
    );
    assert.ok(offline !== undefined && modelled !== undefined);
    assert.deepEqual(modelled.columns, offline.columns);
    assert.deepEqual(modelled.dataset, offline.dataset);
    assert.deepEqual(shapeOf(modelled.record), shapeOf(offline.record));
    for (const file of ['plans.parquet', 'targets.parquet', 'profiles.parquet'])
      assert.equal(modelled.files[file], offline.files[file], file);
    assert.notEqual(modelled.record.realizer, offline.record.realizer);
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
