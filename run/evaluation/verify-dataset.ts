import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../../activities/dependencies.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { recordColumns, verificationChecks } from '../../studio/verification/verification-checks.ts';
import type { VerificationCheck } from '../../studio/verification/verification-checks.ts';
import { quoteText, withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
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

const splits = ['train', 'valid', 'test'] as const;

/**
 * Checks a finished dataset against the reviews and the catalogue alone, by statements that share nothing with what made it, and its files
 * against the checksums that were kept of them. Throws `DatasetMalformed` where a file is missing or cannot be read.
 */
export async function verifyDataset(input: VerificationInput): Promise<Verification> {
  const folder = (await isThere(join(input.folder, 'dataset'))) ? join(input.folder, 'dataset') : input.folder;
  const relations = join(dirname(folder), 'relations');
  const reviews = input.reviews ?? join(relations, 'reviews.parquet');
  const items = input.items ?? join(relations, 'items.parquet');
  const files = await checkDatasetFiles(folder, [reviews, items]);
  return withDatabase({}, async (db) => {
    await openRecords(db, folder, files);
    for (const [name, path] of Object.entries({ reviews, items })) await openRelation(db, name, path);
    for (const macro of ['keep', 'fold']) await db.run(await readSql(`studio/verification/${macro}.sql`));
    for (const table of ['listed_candidates', 'spoken_turns', 'cited_mentions']) {
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

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function openRecords(db: Database, folder: string, { damaged }: CheckedFiles): Promise<void> {
  const files = splits.map((split) => join(folder, `${split}.jsonl`));
  for (const file of files) {
    if (await isThere(file)) continue;
    throw new StudioFailure('DatasetMalformed', `${file} is missing`, {
      remedy: 'Name the folder of a finished dataset, or of its run: convrec verify runs/<run>/dataset.',
    });
  }
  const types = Object.entries(recordColumns).map(([column, type]) => `${quoteText(column)}: ${quoteText(type)}`);
  try {
    await db.run(
      `create table records as
         select * exclude (filename), parse_filename(filename, true) as file_split
         from read_json([${files.map(quoteText).join(', ')}], format = 'newline_delimited', filename = true, columns = {${types.join(', ')}})`,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const known = damaged.filter((file) => files.includes(file));
    throw new StudioFailure(
      'DatasetMalformed',
      known.length > 0
        ? `${known.join(', ')} is not what was written there: ${reason}`
        : `${basename(folder)} holds a line that is no dialog: ${reason}`,
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
