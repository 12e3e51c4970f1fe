import { StudioFailure } from '../../schemas/failure.ts';
import { datasetTables } from '../../studio/dataset/dataset-tables.ts';
import { verificationTables } from '../../studio/verification/verification-checks.ts';
import type { VerificationCheck } from '../../studio/verification/verification-checks.ts';
import type { Database, Dependencies, RunFolder } from '../dependencies.ts';

/** Checks of a finished dataset that a measure counts. */
const countedChecks: readonly VerificationCheck[] = [
  'early_titles',
  'broken_paths',
  'unbacked_claims',
  'contradicted_claims',
  'lost_evidence',
  'late_evidence',
];

/**
 * Makes table `checked_dialogs` of the run's dataset by the separately written checks, the run's reviews and items beside it. Throws
 * RunFolderUnusable where the run has no dataset.
 */
export async function checkDataset(db: Database, deps: Dependencies, run: RunFolder): Promise<void> {
  if ((await run.listNames('dataset/data')).length === 0) {
    throw new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has no dataset yet`, {
      remedy: 'Let it end, or make the dataset of the dialogs that it has: convrec gather RUN.',
    });
  }
  for (const relation of ['reviews', 'items'] as const) await db.openParquet(relation, run.relationPath(relation));
  for (const macro of ['keep', 'fold']) await db.run(await deps.readSql(`studio/verification/${macro}.sql`));
  const patterns = datasetTables.map(({ folder }) => [folder, run.pattern(`dataset/${folder}/*.parquet`)]);
  for (const table of verificationTables) {
    const values = table === 'records' ? Object.fromEntries(patterns) : {};
    await db.run(`create table ${table} as ${await deps.readSql(`studio/verification/${table}.sql`)}`, values);
  }
  await db.run('create table offences (dialog_id varchar, turn integer, "check" varchar)');
  for (const check of countedChecks) {
    const sql = await deps.readSql(`studio/verification/checks/${check}.sql`);
    await db.run(`insert into offences select dialog_id, turn, $check from (${sql})`, { check });
    deps.heartbeat({ check });
  }
  await db.run(`create table checked_dialogs as ${await deps.readSql('studio/evaluation/checked_dialogs.sql')}`);
}
