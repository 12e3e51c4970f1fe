import type { RecordBatch } from 'apache-arrow';
import { z } from 'zod';
import { StudioFailure } from '../schemas/failure.ts';
import { textAt } from '../studio/profiling/arrow-columns.ts';
import { encodeAspectModel } from '../studio/profiling/aspect-model.ts';
import { buildClauseBatch } from '../studio/profiling/build-clause-batch.ts';
import { induceAspectModel } from '../studio/profiling/induce-aspect-model.ts';
import type { Induction, TrainingClause } from '../studio/profiling/induce-aspect-model.ts';
import { createPause } from '../studio/profiling/pause.ts';
import type { Pause } from '../studio/profiling/pause.ts';
import type { Dependencies } from './dependencies.ts';
import type { Stage, StageContext } from './run-stage.ts';

/** Where the stage leaves what turns a clause into aspects, for the stages after it. */
export const aspectModelPath = 'work/aspect-model.bin';

/** Cuts every review into clauses and induces the aspects that a seeded sample of them speaks of. */
export const induceAspects: Stage = {
  name: 'aspects',
  version: 1,
  reads: ['reviews'],
  writes: ['clauses', 'aspects'],
  settings: ({ aspects }) => aspects,
  async run(context) {
    const { run, config, deps } = context;
    const pause = createStagePause(deps, 'aspects');
    const reviews = await cutReviews(context, pause);
    const clauses = await context.write('clauses', 'from found_clauses order by review_id, clause_no');
    const { model, aspects, figures } = await induceAspectModel(
      await drawTrainingClauses(context),
      { count: config.aspects.count, minimumSimilarity: config.aspects.minimumSimilarity, seed: config.seed },
      pause,
    );
    const kept = aspects.filter((aspect) => aspect.kept);
    if (kept.length === 0) throw noAspects(aspects);
    await run.writeBytes(aspectModelPath, encodeAspectModel(model));
    await context.write('aspects', await deps.readSql('studio/profiling/aspects.sql'), {
      aspects: toAspectRows(aspects),
    });
    const dropped = aspects
      .filter((aspect) => !aspect.kept)
      .map(({ aspectId, dropReason }) => `${aspectId} ${dropReason}`);
    return {
      steps: [
        { step: 'reviews with clauses', rowsIn: reviews.all, rowsOut: reviews.withClauses },
        { step: 'clauses drawn for training', rowsIn: clauses, rowsOut: figures['training_clauses'] ?? 0 },
        { step: 'clusters kept as aspects', rowsIn: aspects.length, rowsOut: kept.length, note: dropped.join('; ') },
      ],
      figures,
    };
  },
};

/** Heartbeats and cancellation for the long computations of a stage. */
export function createStagePause(deps: Dependencies, stage: Stage['name']): Pause {
  return createPause({
    nowMs: () => deps.nowMs(),
    report: (progress) => deps.heartbeat({ stage, progress }),
    signal: deps.cancellation(),
  });
}

/** Makes table found_clauses; counts the reviews and those that gave any. */
async function cutReviews({ db }: StageContext, pause: Pause): Promise<{ all: number; withClauses: number }> {
  let all = 0;
  async function* cut(): AsyncGenerator<RecordBatch> {
    for await (const batch of db.recordBatches('select review_id, text from reviews')) {
      yield await buildClauseBatch(batch, pause);
      all += batch.numRows;
    }
    if (all === 0) throw new StudioFailure('DatasetMalformed', 'there is no review to induce aspects from');
  }
  await db.createTable('found_clauses', cut());
  const [row] = await db.rows('select count(distinct review_id) as reviews from found_clauses');
  return { all, withClauses: z.object({ reviews: z.number() }).parse(row).reviews };
}

async function drawTrainingClauses({ db, deps, run, config }: StageContext): Promise<TrainingClause[]> {
  await db.openParquet('clauses', run.relationPath('clauses'));
  const sql = await deps.readSql('studio/profiling/training_clauses.sql');
  const drawn: TrainingClause[] = [];
  for await (const batch of db.recordBatches(sql, { seed: config.seed, limit: config.aspects.trainingClauses })) {
    for (let row = 0; row < batch.numRows; row += 1) {
      drawn.push({ reviewId: textAt(batch, 'review_id', row), text: textAt(batch, 'text', row) });
    }
  }
  return drawn;
}

function noAspects(aspects: Induction['aspects']): StudioFailure {
  const reasons = aspects.map(({ aspectId, dropReason }) => `${aspectId} ${dropReason}`);
  return new StudioFailure('DatasetMalformed', `none of ${aspects.length} clusters of clauses is an aspect`, {
    remedy: 'Give more reviews in English, or change aspects.count.',
    reasons,
  });
}

function toAspectRows(aspects: Induction['aspects']): string {
  return JSON.stringify(
    aspects.map(({ aspectId, label, topTerms, clauses, kept, dropReason }) => ({
      aspect_id: aspectId,
      label,
      top_terms: topTerms,
      clauses,
      kept,
      drop_reason: dropReason,
    })),
  );
}
