import type { RecordBatch } from 'apache-arrow';
import { z } from 'zod';
import { StudioFailure } from '../schemas/failure.ts';
import { decodeAspectModel } from '../studio/profiling/aspect-model.ts';
import type { AspectModel } from '../studio/profiling/aspect-model.ts';
import { buildMentionBatch } from '../studio/profiling/build-mention-batch.ts';
import { createFindAspects } from '../studio/profiling/find-aspects.ts';
import type { RunFolder } from './dependencies.ts';
import { aspectModelPath } from './induce-aspects.ts';
import type { Stage, StageContext } from './run-stage.ts';
import { createStagePause } from './stage-pause.ts';

/** Finds the aspects that each clause speaks of, with its sentiment. */
export const extractMentions: Stage = {
  name: 'mentions',
  version: 1,
  reads: ['reviews', 'clauses', 'aspects'],
  writes: ['mentions'],
  settings: ({ aspects, sentiment }) => ({ minimumSimilarity: aspects.minimumSimilarity, sentiment }),
  async run(context) {
    const clauses = await findMentions(context);
    const mentions = await context.write('mentions', await context.deps.readSql('studio/profiling/mentions.sql'));
    const coverage = await measureCoverage(context);
    return {
      steps: [{ step: 'clauses to mentions', rowsIn: clauses, rowsOut: mentions }],
      figures: { ...coverage, review_coverage: coverage.reviews === 0 ? 0 : coverage.mentioning / coverage.reviews },
    };
  },
};

/** Makes table found_mentions; returns the clauses read. */
async function findMentions({ run, config, db, deps }: StageContext): Promise<number> {
  const kept = z
    .array(z.object({ aspect_id: z.string() }))
    .parse(await db.rows('select aspect_id from aspects where kept'));
  const wanted = new Set(kept.map(({ aspect_id: aspectId }) => aspectId));
  const findAspects = createFindAspects(await readAspectModel(run), wanted, config.aspects.minimumSimilarity);
  const pause = createStagePause(deps, 'mentions');
  let clauses = 0;
  async function* find(): AsyncGenerator<RecordBatch> {
    const query = `select review_id, clause_no, clauses.text, rating from clauses join reviews using (review_id)`;
    for await (const batch of db.recordBatches(query)) {
      yield await buildMentionBatch(batch, findAspects, config.sentiment.starWeight, pause);
      clauses += batch.numRows;
    }
  }
  await db.createTable('found_mentions', find());
  return clauses;
}

async function readAspectModel(run: RunFolder): Promise<AspectModel> {
  const bytes = await run.readBytes(aspectModelPath);
  const remedy = 'Launch again with --fresh, which induces the aspects anew.';
  if (bytes === undefined)
    throw new StudioFailure('RunFolderUnusable', `${run.path(aspectModelPath)} is missing`, { remedy });
  try {
    return decodeAspectModel(bytes);
  } catch (error) {
    throw new StudioFailure('RunFolderUnusable', `${run.path(aspectModelPath)} cannot be read`, { remedy }, error);
  }
}

async function measureCoverage({ db, run }: StageContext): Promise<{ reviews: number; mentioning: number }> {
  await db.openParquet('mentions', run.relationPath('mentions'));
  const [row] = await db.rows(
    'select (select count(*) from reviews) as reviews, (select count(distinct review_id) from mentions) as mentioning',
  );
  return z.object({ reviews: z.number(), mentioning: z.number() }).parse(row);
}
