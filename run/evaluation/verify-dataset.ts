import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../../activities/dependencies.ts';
import { escapePattern } from '../../activities/staging/file-pattern.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { datasetSplits, datasetTables, tableFile } from '../../studio/dataset/dataset-tables.ts';
import { verificationChecks, verificationTables } from '../../studio/verification/verification-checks.ts';
import type { VerificationCheck } from '../../studio/verification/verification-checks.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isThere, readIfThere } from '../../infra/storage/usable-file.ts';
import { hasPseudonyms } from '../../studio/rights/pseudonyms.ts';
import { textSumsFile } from '../rights/export-dataset.ts';
import { sumsFile } from '../../studio/dataset/file-sums.ts';
import { checkDatasetFiles } from './check-dataset-files.ts';
import type { CheckedFiles } from './check-dataset-files.ts';

export interface VerificationInput {
  /** A dataset's folder, or the run's folder around it. */
  folder: string;
  /** Parquet of the reviews and of the items; by default those of the run that the dataset stands in. */
  reviews?: string | undefined;
  items?: string | undefined;
}

const OffenceSchema = z.object({ dialog_id: z.string(), turn: z.number(), detail: z.string() });
export type Offence = z.infer<typeof OffenceSchema>;

export interface Verification {
  /** How much there was to check: a check over nothing finds nothing. */
  counts: { dialogs: number; turns: number; claims: number; citations: number; reviews: number };
  files: CheckedFiles;
  checks: { check: VerificationCheck; offences: number; first: Offence[] }[];
}

/** Offences of one check that are told in full. */
const mostTold = 5;

/**
 * Checks a finished dataset against the reviews and the catalogue alone, by statements that share nothing with what made it, and its files
 * against the checksums that were kept of them. Throws `DatasetMalformed` where a file is missing or cannot be read.
 */
export async function verifyDataset(input: VerificationInput): Promise<Verification> {
  const folder = (await isThere(join(input.folder, 'dataset'))) ? join(input.folder, 'dataset') : input.folder;
  if (await isThere(join(folder, textSumsFile))) {
    throw new StudioFailure(
      'DatasetMalformed',
      `${folder} is a copy whose texts were left out: there is nothing to check`,
      {
        remedy: 'Put them back first: convrec hydrate FOLDER --run RUN; or verify the run that it is a copy of.',
      },
    );
  }
  if (hasPseudonyms((await readIfThere(join(folder, 'README.md')))?.toString() ?? '')) {
    throw new StudioFailure('DatasetMalformed', `${folder} is a copy with pseudonyms, which no review has`, {
      remedy: 'Verify the run that it is a copy of; SHA256SUMS is over its files: sha256sum --check SHA256SUMS.',
    });
  }
  const relations = join(dirname(folder), 'relations');
  const reviews = input.reviews ?? join(relations, 'reviews.parquet');
  const items = input.items ?? join(relations, 'items.parquet');
  const files = await checkDatasetFiles(folder, [reviews, items]);
  if (!(await hasDialogs(folder))) return { counts: noCounts, files, checks: [] };
  return withDatabase({}, async (db) => {
    for (const macro of ['keep', 'fold']) await db.run(await readSql(`studio/verification/${macro}.sql`));
    const [records, ...tables] = verificationTables;
    await makeRecords(db, records, folder, files);
    for (const [name, path] of Object.entries({ reviews, items })) await openRelation(db, name, path);
    for (const table of tables) {
      await db.run(`create table ${table} as ${await readSql(`studio/verification/${table}.sql`)}`);
    }
    const checks = [];
    for (const check of verificationChecks) {
      const sql = await readSql(`studio/verification/checks/${check}.sql`);
      const rows = await db.rows(`select * from (${sql}) order by dialog_id, turn, detail`);
      const offences = z.array(OffenceSchema).parse(rows);
      checks.push({ check, offences: offences.length, first: offences.slice(0, mostTold) });
    }
    return { counts: await countAll(db), files, checks };
  });
}

const noCounts: Verification['counts'] = { dialogs: 0, turns: 0, claims: 0, citations: 0, reviews: 0 };

/**
 * Whether there is any row to check. Throws `DatasetMalformed` where a split has files in one table and not in another, or the folder is no
 * dataset at all.
 */
async function hasDialogs(folder: string): Promise<boolean> {
  const names = new Map<string, string[]>();
  for (const table of datasetTables) {
    const found = await readdir(join(folder, table.folder)).catch(() => []);
    names.set(
      table.folder,
      found.filter((name) => name.endsWith('.parquet')),
    );
  }
  const splits = datasetSplits.filter(({ published }) =>
    [...names.values()].flat().some((name) => name.startsWith(`${published}-`)),
  );
  for (const split of splits) {
    for (const table of datasetTables) {
      if (names.get(table.folder)?.some((name) => name.startsWith(`${split.published}-`)) === true) continue;
      throw missing(join(folder, tableFile(table, split)));
    }
  }
  if (splits.length === 0 && !(await isThere(join(folder, sumsFile)))) throw missing(join(folder, 'data'));
  return splits.length > 0;
}

const missing = (path: string): StudioFailure =>
  new StudioFailure('DatasetMalformed', `${path} is missing`, {
    remedy: 'Name the folder of a finished dataset, or of its run: convrec verify runs/<run>/dataset.',
  });

async function makeRecords(db: Database, name: string, folder: string, { damaged }: CheckedFiles): Promise<void> {
  const patterns = datasetTables.map((table) => [table.folder, `${escapePattern(folder)}/${table.folder}/*.parquet`]);
  try {
    const sql = await readSql('studio/verification/records.sql');
    await db.run(`create table ${name} as ${sql}`, Object.fromEntries(patterns));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const known = damaged.filter((file) => file.endsWith('.parquet') && file.startsWith(folder));
    throw new StudioFailure(
      'DatasetMalformed',
      known.length > 0
        ? `${known.join(', ')} is not what was written there: ${reason}`
        : `${basename(folder)} holds a file that is no table of dialogs: ${reason}`,
      { remedy: 'Launch its run again: the dataset is written again, and nothing else.' },
      error,
    );
  }
}

async function openRelation(db: Database, name: string, path: string): Promise<void> {
  if (!(await isThere(path))) {
    throw new StudioFailure('DatasetMalformed', `${path} is missing`, {
      remedy: `Name the Parquet file of the ${name} with --${name}.`,
    });
  }
  await db.openParquet(name, path);
}

async function countAll(db: Database): Promise<Verification['counts']> {
  const [row] = await db.rows(
    `select (select count(*) from records) as dialogs, (select count(*) from spoken_turns) as turns,
       (select count(distinct (dialog_id, turn, claim_no)) from cited_mentions where claim_no is not null) as claims,
       (select count(*) from cited_mentions) as citations, (select count(*) from reviews) as reviews`,
  );
  const Counts = z.object({
    dialogs: z.number(),
    turns: z.number(),
    claims: z.number(),
    citations: z.number(),
    reviews: z.number(),
  });
  return Counts.parse(row);
}
