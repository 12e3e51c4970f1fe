import { createStageActivity } from '../../activities/stage/run-stage.ts';
import { createStageReviews } from '../../activities/staging/stage-reviews.ts';
import type { StageReport } from '../../schemas/manifest.ts';
import { createTestRun } from '../doubles/dependencies.ts';
import { createSourceFolder } from '../infra/inputs/source-folder.ts';
import type { FileContents } from '../infra/inputs/source-folder.ts';

type Row = Record<string, unknown>;

export interface StagedSource {
  report: StageReport;
  reviews: Row[];
  items: Row[];
  rejected: Row[];
}

/** Nobody is left out of the core. */
const wholeCore = { users: 1, items: 1, minimumUsers: 0 };

/** Runs the real stage over a folder and reads its three relations back, in the order of their rows. */
export async function stageFolder(
  path: string,
  config: { source?: object; core?: object; targets?: object } = {},
): Promise<StagedSource> {
  const testRun = await createTestRun({
    source: { path, ...config.source },
    core: config.core ?? wholeCore,
    targets: config.targets,
  });
  try {
    const { deps, run } = testRun;
    const report = await createStageActivity(deps, createStageReviews(deps.inputs))(run.ref);
    return await deps.withDatabase(run, async (db) => {
      const read = async (relation: 'reviews' | 'items' | 'rejected_rows'): Promise<Row[]> => {
        await db.openParquet(relation, run.relationPath(relation));
        return db.rows(`select * from ${relation}`);
      };
      return {
        report,
        reviews: await read('reviews'),
        items: await read('items'),
        rejected: await read('rejected_rows'),
      };
    });
  } finally {
    await testRun.remove();
  }
}

/** The same over files made for the test. */
export async function stageSource(
  files: FileContents,
  config: { source?: object; core?: object; targets?: object } = {},
): Promise<StagedSource> {
  const folder = await createSourceFolder(files);
  try {
    return await stageFolder(folder.path, config);
  } finally {
    await folder.remove();
  }
}

export const toJsonLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Only the columns named. */
export const pick = (rows: readonly Row[], ...columns: string[]): Row[] =>
  rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));

/** One row of a Yelp review file. */
export const yelpReview = (id: string, more: object = {}): object => ({
  review_id: id,
  user_id: 'u1',
  business_id: 'b1',
  stars: 4,
  useful: 0,
  text: `Text of ${id}.`,
  date: '2015-03-01 10:00:00',
  ...more,
});
