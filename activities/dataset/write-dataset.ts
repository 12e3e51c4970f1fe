import { z } from 'zod';
import { DialogPlanSchema } from '../../schemas/dialog-plan.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { FunnelCountSchema, buildFunnel } from '../../studio/dataset/build-funnel.ts';
import { renderDatasetCard } from '../../studio/dataset/render-dataset-card.ts';
import type { CardTable } from '../../studio/dataset/render-front-matter.ts';
import {
  datasetSplits,
  datasetTables,
  listDatasetFiles,
  listFilesOf,
  predecessorLines,
  predecessorStructures,
  predecessorTable,
  tableFile,
} from '../../studio/dataset/dataset-tables.ts';
import type { DatasetSplit } from '../../studio/dataset/dataset-tables.ts';
import { renderSums, sumsFile } from '../../studio/dataset/file-sums.ts';
import { structOfJson } from '../../studio/dataset/plain-struct.ts';
import { licenceOf } from '../../datasets/sources.ts';
import { describeDomain, domainNameOf } from '../../studio/simulation/domain.ts';
import type { Domain } from '../../studio/simulation/domain.ts';
import { countPages, createTable } from '../stage/create-table.ts';
import type { Database, RunFolder } from '../dependencies.ts';
import { makePages, removePages } from '../stage/pages-of-rows.ts';
import { readModelUse } from './read-model-use.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';

/** A record takes some 60 kB, several times that while it is made. */
const dialogsPerPage = 250;

/** What the predecessor's files call an item, by how one deals with it. */
const nouns: Readonly<Record<Domain['manner'], 'app' | 'place' | 'item'>> = {
  apps: 'app',
  places: 'place',
  products: 'item',
  anything: 'item',
};

/** Writes the dataset's folder: tables as Parquet files a split, the predecessor's shape, a card by which `datasets` loads them, and SHA256SUMS. */
export const writeDataset: Stage = {
  name: 'dataset',
  version: 4,
  reads: [
    'reviews',
    'items',
    'rejected_rows',
    'aspects',
    'targets',
    'ineligible_users',
    'profiles',
    'plans',
    'unplanned_targets',
    'dialogs',
    'turns',
    'turn_evidence',
    'attempts',
  ],
  writes: ['funnel'],
  files: [...listDatasetFiles(), 'README.md', sumsFile].map((file) => `dataset/${file}`),
  settings: () => null,
  async run(context) {
    const { run, config, db, deps } = context;
    await makeRecords(context);
    await findNoLookAhead(context);
    await run.removeFolder('dataset/dialogs.parquet');
    for (const { split } of datasetSplits) await run.removeFolder(`dataset/${split}.jsonl`);
    const rows = await countDialogs(db);
    const tables = await writeTables(context, rows);
    const card = renderDatasetCard({
      runId: run.ref.runId,
      config,
      licence: licenceOf(config.source),
      splits: rows,
      tables,
      counts: await countRows(db),
      outcomes: await countOutcomes(db),
      topReasons: await readTopReasons(db),
      example: await readExample(db),
      modelUse: await readModelUse(db, deps),
    });
    await run.writeText('dataset/README.md', card);
    await run.writeText(`dataset/${sumsFile}`, await sumUp(run));
    await removePages(context, 'dataset_records');
    await writeFunnel(context);
    const total = Object.values(rows).reduce((sum, dialogs) => sum + dialogs, 0);
    return { steps: [{ step: 'dataset', rowsIn: total, rowsOut: total }], figures: rows };
  },
};

/** View dataset_records, in the order of the dialogs' ids. */
async function makeRecords(context: StageContext): Promise<void> {
  await context.db.run(
    `create or replace temp macro plain_plan(plan) as ${structOfJson(DialogPlanSchema, 'plan', { seed: 'BIGINT' })}`,
  );
  await createTable(context, 'studio/planning/dialog_pages.sql', { dialogsPerPage });
  const sql = await context.deps.readSql('studio/dataset/dataset_records.sql');
  const pages = await countPages(context, 'dialog_pages');
  await makePages(context, 'dataset_records', pages, async (page) => ({ sql, values: { page } }));
}

async function countDialogs(db: Database): Promise<Record<string, number>> {
  const rows = await db.rows('select split, count(*) as dialogs from dataset_records group by split');
  const counted = z.array(z.object({ split: z.string(), dialogs: z.number() })).parse(rows);
  const dialogs = new Map(counted.map((row) => [row.split, row.dialogs]));
  return Object.fromEntries(datasetSplits.map(({ split }) => [split, dialogs.get(split) ?? 0]));
}

/** Writes the files of every split that has dialogs, and removes those of one that has none (any more). */
async function writeTables(context: StageContext, dialogs: Readonly<Record<string, number>>): Promise<CardTable[]> {
  const { run, db, deps } = context;
  const filled = datasetSplits.filter(({ split }) => (dialogs[split] ?? 0) > 0);
  for (const file of listDatasetFiles()) {
    if (!filled.some((split) => listFilesOf(split).includes(file))) await run.removeFolder(`dataset/${file}`);
  }
  const tables: CardTable[] = [];
  for (const table of datasetTables) {
    const sql = await deps.readSql(`studio/dataset/tables/${table.folder}.sql`);
    const files: CardTable['files'] = [];
    let columns: CardTable['columns'] = [];
    for (const split of filled) {
      const file = tableFile(table, split);
      const path = run.path(`dataset/${file}`);
      const values = { split: split.split, ...(sql.includes('$published') ? { published: split.published } : {}) };
      const rows = await db.writeParquet(sql, path, values, table.rowsPerGroup);
      files.push({ split: split.published, path: file, rows, bytes: await run.sizeOf(`dataset/${file}`) });
      columns = await describeFile(db, path);
    }
    tables.push({ config: table.config, columns, files });
  }
  return [...tables, await writePredecessor(context, filled)];
}

async function describeFile(db: Database, path: string): Promise<CardTable['columns']> {
  const rows = await db.rows(
    'select column_name as name, column_type as type from (describe from read_parquet($path))',
    {
      path,
    },
  );
  return z.array(z.object({ name: z.string(), type: z.string() })).parse(rows);
}

async function writePredecessor(
  { run, config, db, deps }: StageContext,
  filled: readonly DatasetSplit[],
): Promise<CardTable> {
  const noun = nouns[describeDomain(domainNameOf(config.source)).manner];
  await db.run(`create table predecessor_records as ${await deps.readSql('studio/dataset/predecessor_records.sql')}`, {
    noun,
  });
  // `noun` is one of three words of this file, never input: a column's name cannot be bound.
  const select = `select user_id, user_previous_interactions, recommended as recommended_${noun}, turns
    from predecessor_records where split = $split order by dialog_id`;
  const typed = Object.entries(predecessorStructures(noun)).map(
    ([name, structure]) => `json_transform(to_json(${name}), '${JSON.stringify(structure)}') as ${name}`,
  );
  const files: CardTable['files'] = [];
  let columns: CardTable['columns'] = [];
  for (const split of filled) {
    const values = { split: split.split };
    await db.writeJsonLines(select, run.path(`dataset/${predecessorLines(split)}`), values);
    const file = tableFile(predecessorTable, split);
    const path = run.path(`dataset/${file}`);
    const sql = `select user_id, ${typed.join(', ')} from (${select})`;
    const rows = await db.writeParquet(sql, path, values, predecessorTable.rowsPerGroup);
    files.push({ split: split.published, path: file, rows, bytes: await run.sizeOf(`dataset/${file}`) });
    columns = await describeFile(db, path);
  }
  return { config: predecessorTable.config, columns, files };
}

async function sumUp(run: RunFolder): Promise<string> {
  const sums = new Map<string, string>();
  for (const file of listDatasetFiles()) {
    const sum = await run.sha256(`dataset/${file}`);
    if (sum !== undefined) sums.set(file, sum);
  }
  return renderSums(sums);
}

/** The as-of rule is enforced by the joins; a dataset in which it broke all the same is never written. */
async function findNoLookAhead({ db, deps, run }: StageContext): Promise<void> {
  await db.openParquet('trajectories_as_of', run.relationPath('trajectories_as_of'));
  const rows = await db.rows(await deps.readSql('studio/profiling/look_ahead.sql'));
  if (rows.length === 0) return;
  throw new StudioFailure(
    'PlanInvalid',
    `${rows.length} pieces of evidence are dated at or after their dialog's target`,
    {
      remedy: 'This is a defect of the program: please report it with the rows of `convrec sql --saved look-ahead`.',
      rows: rows.slice(0, 5),
    },
  );
}

/** What became of the rows, from those read to the dialogs accepted. */
async function writeFunnel({ run, db, deps, write }: StageContext): Promise<void> {
  const manifest = await run.readManifest();
  const rows = await db.rows(await deps.readSql('studio/dataset/funnel_counts.sql'));
  const funnel = buildFunnel(manifest?.stages ?? [], z.array(FunnelCountSchema).parse(rows));
  await write('funnel', await deps.readSql('studio/dataset/funnel.sql'), { funnel: JSON.stringify(funnel) });
}

async function countRows(db: Database): Promise<Record<string, number>> {
  const [row] = await db.rows(
    `select
       (select count(*) from reviews) as reviews, (select count(*) from items) as items,
       (select count(distinct user_id) from reviews) as users, (select count(*) from rejected_rows) as rejected_rows,
       (select count(*) from aspects where kept) as aspects, (select count(*) from targets where not is_reserve or dialog_id in (select dialog_id from dialogs)) as targets,
       (select count(*) from ineligible_users) as ineligible_users, (select count(*) from unplanned_targets) as unplanned_targets,
       (select count(*) from dialogs) as dialogs, (select count(*) from dialogs where status = 'accepted') as accepted,
       (select count(*) from dialogs where status = 'failed') as failed,
       (select count(*) from turns semi join dataset_records using (dialog_id)) as turns`,
  );
  return z.record(z.string(), z.number()).parse(row);
}

async function countOutcomes(db: Database): Promise<{ outcome: string; dialogs: number; ratedLow: number }[]> {
  const rows = await db.rows(
    `select outcome, count(*) as dialogs, count(*) filter (target.rating <= 2) as "ratedLow" from dataset_records group by outcome order by dialogs desc, outcome`,
  );
  return z.array(z.object({ outcome: z.string(), dialogs: z.number(), ratedLow: z.number() })).parse(rows);
}

async function readTopReasons(db: Database): Promise<{ what: string; reason: string; rows: number }[]> {
  const rows = await db.rows(
    `select what, reason, count(*) as rows from (
       select 'rejected rows' as what, reason from rejected_rows
       union all select 'ineligible users', reason from ineligible_users
       union all select 'unplanned targets', reason from unplanned_targets
       union all select 'failed dialogs', reason from dialogs where status = 'failed'
     ) group by all order by what, rows desc, reason limit 40`,
  );
  return z.array(z.object({ what: z.string(), reason: z.string(), rows: z.number() })).parse(rows);
}

async function readExample(db: Database): Promise<{ role: string; content: string }[]> {
  const [row] = await db.rows(
    `select messages from dataset_records
       order by abs(len(messages) - (select median(len(messages)) from dataset_records)), dialog_id limit 1`,
  );
  return z.array(z.object({ role: z.string(), content: z.string() })).parse(row?.['messages'] ?? []);
}
