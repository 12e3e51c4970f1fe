import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StageContext } from '../stage/run-stage.ts';
import { makeMissingParts } from './make-missing-parts.ts';
import type { MadeParts } from './make-missing-parts.ts';

/** Raised by hand when the same reviews are cut into other clauses. */
const clausePartVersion = 2;

/** So much is lost at most when a worker dies, and so much text a thread holds at once. */
export const partitionLimits = { most_reviews: 20_000, most_bytes: 32 * 2 ** 20 };

/** Reviews of some time, decided by them alone: what is appended to other times changes nothing here. */
export interface Partition {
  partition: string;
  reviews: number;
  /** Name of the part with its clauses: a hash of its reviews. */
  clausePart: string;
}

/** Makes the clauses of every partition of `reviews` that are not there as parts yet. */
export async function makeClauseParts(
  context: StageContext,
  stage: 'clauses' | 'mentions',
): Promise<{ partitions: Partition[] } & MadeParts> {
  const partitions = await listPartitions(context);
  const parts = partitions.map(({ partition, reviews, clausePart }) => ({ partition, reviews, name: clausePart }));
  return { partitions, ...(await makeMissingParts(context, stage, { relation: 'clauses' }, parts)) };
}

/** Makes view parts over files of one relation's parts. */
export async function openParts({ db, deps }: StageContext, paths: readonly string[]): Promise<void> {
  await db.run(`set variable parts = from_json($paths, '["VARCHAR"]')`, { paths: JSON.stringify(paths) });
  await db.run(await deps.readSql('studio/profiling/parts/create_parts.sql'));
}

/** Name of a part made from all of this. */
export function namePart(content: readonly (string | number | readonly string[])[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 40);
}

const PartitionRowsSchema = z.array(z.object({ partition: z.string(), reviews: z.number(), hash: z.string() }));

async function listPartitions({ db, deps }: StageContext): Promise<Partition[]> {
  const partsSql = (name: string): Promise<string> => deps.readSql(`studio/profiling/parts/${name}.sql`);
  await db.run(await partsSql('create_review_months'), partitionLimits);
  await db.run(await partsSql('create_partitioned_reviews'));
  const rows = PartitionRowsSchema.parse(await db.rows(await partsSql('review_partitions')));
  return rows.map(({ partition, reviews, hash }) => ({
    partition,
    reviews,
    clausePart: namePart(['clauses', clausePartVersion, reviews, hash]),
  }));
}
