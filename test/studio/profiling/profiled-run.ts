import type { Stage } from '../../../activities/stage/run-stage.ts';
import { createStageActivity } from '../../../activities/stage/run-stage.ts';
import type { StageReport } from '../../../schemas/manifest.ts';
import type { Relation } from '../../../schemas/relation.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import type { DrawnReview } from './drawn-reviews.ts';

/** A run folder that holds these reviews and, for each item, a row with the category of its id's first letter. */
export async function createRunOf(reviews: readonly DrawnReview[], config: object = {}): Promise<TestRun> {
  const test = await createTestRun(config);
  await replaceReviews(test, reviews);
  return test;
}

/** Writes other reviews, as if the stage before had run again; its report then has another fingerprint. */
export async function replaceReviews(test: TestRun, reviews: readonly DrawnReview[]): Promise<void> {
  const manifest = await test.run.readManifest();
  if (manifest === undefined) throw new Error('the run has no manifest');
  const fingerprint = JSON.stringify(reviews.length);
  await test.run.writeManifest({
    ...manifest,
    stages: [
      {
        stage: 'reviews',
        fingerprint,
        rows: { reviews: reviews.length },
        steps: [],
        inputs: [],
        durationMs: 0,
        figures: {},
      },
      ...manifest.stages.filter(({ stage }) => stage !== 'reviews'),
    ],
  });
  await test.deps.withDatabase(test.run, async (db) => {
    await db.run(
      `create table drawn as select unnest(from_json($rows, '[{"reviewId":"VARCHAR","userId":"VARCHAR","itemId":"VARCHAR","rating":"DOUBLE","reviewedAt":"TIMESTAMP","text":"VARCHAR"}]'), max_depth := 2)`,
      { rows: JSON.stringify(reviews) },
    );
    await db.writeParquet(
      `select reviewId as review_id, userId as user_id, itemId as item_id, rating, reviewedAt as reviewed_at, text, null::integer as helpful_votes,
              true as in_core, 'drawn.json' as source_file, 1::bigint as source_line from drawn`,
      test.run.relationPath('reviews'),
    );
    await db.writeParquet(
      `select distinct itemId as item_id, itemId as title, left(itemId, 1) as category, null::varchar as attributes, null::double as price from drawn`,
      test.run.relationPath('items'),
    );
  });
}

export function runStage({ deps, run }: TestRun, stage: Stage): Promise<StageReport> {
  return createStageActivity(deps, stage)(run.ref);
}

/** Rows of a query over the run's relations, each opened under its name where it was written. */
export function queryRun(
  { deps, run }: TestRun,
  relations: readonly Relation[],
  sql: string,
): Promise<Record<string, unknown>[]> {
  return deps.withDatabase(run, async (db) => {
    for (const relation of relations) await db.openParquet(relation, run.relationPath(relation));
    return db.rows(sql);
  });
}

/** Writes a relation that an earlier stage would have made, or another one in its place: then its checksum is forgotten. */
export async function writeRelation({ deps, run }: TestRun, relation: Relation, sql: string): Promise<number> {
  const rows = await deps.withDatabase(run, (db) => db.writeParquet(sql, run.relationPath(relation)));
  const manifest = await run.readManifest();
  if (manifest !== undefined) {
    const stages = manifest.stages.map((report) => ({
      ...report,
      ...(report.checksums === undefined ? {} : { checksums: without(report.checksums, relation) }),
    }));
    await run.writeManifest({ ...manifest, stages });
  }
  return rows;
}

const without = (checksums: Readonly<Record<string, number>>, relation: Relation): Record<string, number> =>
  Object.fromEntries(Object.entries(checksums).filter(([name]) => name !== relation));
