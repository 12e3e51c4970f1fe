import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { FunnelCountSchema, buildFunnel } from '../../studio/dataset/build-funnel.ts';
import { renderDatasetCard } from '../../studio/dataset/render-dataset-card.ts';
import { renderSums, sumsFile } from '../../studio/dataset/file-sums.ts';
import { describeDomain, domainNameOf } from '../../studio/simulation/domain.ts';
import type { Domain } from '../../studio/simulation/domain.ts';
import { countPages, createTable } from '../stage/create-table.ts';
import type { Database, RunFolder } from '../dependencies.ts';
import { makePages, removePages } from '../stage/pages-of-rows.ts';
import { readModelUse } from './read-model-use.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';

/** A record takes some 60 kB, several times that while it is made. */
const dialogsPerPage = 250;
const recordsPerGroup = 256;

const splits = ['train', 'valid', 'test'] as const;
const predecessorFile = (split: (typeof splits)[number]): string =>
  `predecessor/${split === 'valid' ? 'val' : split}.jsonl`;
/** Below `dataset/`. The card is not among them: whoever publishes a dataset may edit its card. */
const dataFiles = [...splits.map((split) => `${split}.jsonl`), 'dialogs.parquet', ...splits.map(predecessorFile)];

/** What the predecessor's files call an item, by how one deals with it. */
const nouns: Readonly<Record<Domain['manner'], 'app' | 'place' | 'item'>> = {
  apps: 'app',
  places: 'place',
  products: 'item',
  anything: 'item',
};

/** Writes the dataset's folder: JSON lines a split, the same as Parquet, the predecessor's shape, a card, and SHA256SUMS. */
export const writeDataset: Stage = {
  name: 'dataset',
  version: 3,
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
  files: [...dataFiles, 'README.md', sumsFile].map((file) => `dataset/${file}`),
  settings: () => null,
  async run(context) {
    const { run, config, db, deps } = context;
    await makeRecords(context);
    await findNoLookAhead(context);
    const rows = await writeSplits(context);
    await db.writeParquet('from dataset_records', run.path('dataset/dialogs.parquet'), {}, recordsPerGroup);
    const card = renderDatasetCard({
      runId: run.ref.runId,
      config,
      splits: rows,
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
    const total = splits.reduce((sum, split) => sum + (rows[split] ?? 0), 0);
    return { steps: [{ step: 'dataset', rowsIn: total, rowsOut: total }], figures: rows };
  },
};

/** View dataset_records, in the order of the dialogs' ids. */
async function makeRecords(context: StageContext): Promise<void> {
  await createTable(context, 'studio/planning/dialog_pages.sql', { dialogsPerPage });
  const sql = await context.deps.readSql('studio/dataset/dataset_records.sql');
  const pages = await countPages(context, 'dialog_pages');
  await makePages(context, 'dataset_records', pages, async (page) => ({ sql, values: { page } }));
}

async function writeSplits({ run, config, db, deps }: StageContext): Promise<Record<string, number>> {
  const noun = nouns[describeDomain(domainNameOf(config.source)).manner];
  await db.run(`create table predecessor_records as ${await deps.readSql('studio/dataset/predecessor_records.sql')}`, {
    noun,
  });
  const rows: Record<string, number> = {};
  for (const split of splits) {
    rows[split] = await db.writeJsonLines(
      'from dataset_records where split = $split',
      run.path(`dataset/${split}.jsonl`),
      { split },
    );
    // `noun` is one of three words of `datasets/sources.ts`, never input: a column's name cannot be bound.
    await db.writeJsonLines(
      `select user_id, user_previous_interactions, recommended as recommended_${noun}, turns
         from predecessor_records where split = $split order by dialog_id`,
      run.path(`dataset/${predecessorFile(split)}`),
      { split },
    );
  }
  return rows;
}

async function sumUp(run: RunFolder): Promise<string> {
  const sums = new Map<string, string>();
  for (const file of dataFiles) {
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
