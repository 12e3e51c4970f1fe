import { z } from 'zod';
import { DialogPlanSchema } from '../../schemas/dialog-plan.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { FunnelCountSchema, buildFunnel } from '../../studio/dataset/build-funnel.ts';
import { croissantFile } from '../../studio/dataset/croissant-files.ts';
import type { CroissantFile } from '../../studio/dataset/croissant-files.ts';
import { renderCroissant } from '../../studio/dataset/render-croissant.ts';
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
import { countOutcomes, countRows, readExample, readTopReasons } from './read-card-figures.ts';
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

/** Writes the dataset's folder: tables as Parquet files a split, the predecessor's shape, a card by which `datasets` loads them, croissant.json, SHA256SUMS. */
export const writeDataset: Stage = {
  name: 'dataset',
  version: 5,
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
  files: [...listDatasetFiles(), 'README.md', croissantFile, sumsFile].map((file) => `dataset/${file}`),
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
    const sums = await sumUp(run);
    await run.writeText(`dataset/${croissantFile}`, await describeForPrograms(context, tables, sums));
    await run.writeText(`dataset/${sumsFile}`, renderSums(sums));
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

async function describeForPrograms(
  { run, config }: StageContext,
  tables: readonly CardTable[],
  sums: ReadonlyMap<string, string>,
): Promise<string> {
  const files: CroissantFile[] = [];
  for (const [path, sha256] of sums) files.push({ path, sha256, bytes: await run.sizeOf(`dataset/${path}`) });
  return renderCroissant({ config, licence: licenceOf(config.source), tables, files });
}

/** SHA-256 by file below the dataset's folder. */
async function sumUp(run: RunFolder): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  for (const file of listDatasetFiles()) {
    const sum = await run.sha256(`dataset/${file}`);
    if (sum !== undefined) sums.set(file, sum);
  }
  return sums;
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
