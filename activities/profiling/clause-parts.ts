import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database, Dependencies, PartStore } from '../dependencies.ts';
import type { PartTask } from './part.ts';
import type { StageContext } from '../stage/run-stage.ts';
import { createStagePause } from '../stage/stage-pause.ts';

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

/** Sees to it that the clauses of every partition of `reviews` are there as parts, and no part that is none's; `made` counts those that were not. */
export async function ensureClauseParts(
  { db, deps, run }: StageContext,
  stage: 'clauses' | 'mentions',
): Promise<{ partitions: Partition[]; made: number }> {
  const partitions = await listPartitions(db, deps);
  const store = deps.openParts(run);
  const names = partitions.map(({ clausePart }) => clausePart);
  const missing = await store.findMissing('clauses', names);
  const uncut = partitions.filter(({ clausePart }) => missing.has(clausePart));
  if (uncut.length > 0) {
    const source = store.path('clauses', 'uncut-reviews');
    // Sorted once, so that no part has to look for its reviews in all of them.
    await db.writeParquet(await deps.readSql('studio/profiling/parts/uncut_reviews.sql'), source, {
      partitions: JSON.stringify(uncut.map(({ partition }) => partition)),
    });
    const tasks = uncut.map(({ partition, clausePart }) => ({
      partition,
      source,
      target: store.path('clauses', clausePart),
    }));
    await store.make({ relation: 'clauses' }, tasks, tellProgress(deps, stage, 'clauses', uncut));
  }
  await store.keepOnly('clauses', names);
  return { partitions, made: uncut.length };
}

export function tellProgress(
  deps: Dependencies,
  stage: 'clauses' | 'mentions',
  relation: 'clauses' | 'mentions',
  partitions: readonly Partition[],
): Parameters<PartStore['make']>[2] {
  let made = 0;
  return {
    reviews: partitions.reduce((sum, { reviews }) => sum + reviews, 0),
    pause: createStagePause(deps, stage),
    signal: deps.cancellation(),
    onMade: ({ partition }: PartTask) => {
      made += 1;
      deps.heartbeat({ stage, progress: `${relation}: ${made} of ${partitions.length} partitions`, partition });
    },
  };
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

async function listPartitions(db: Database, deps: Dependencies): Promise<Partition[]> {
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
