import { z } from 'zod';
import { StudioFailure } from '../schemas/failure.ts';
import { textAt } from '../studio/profiling/arrow-columns.ts';
import { encodeAspectModel } from '../studio/profiling/aspect-model.ts';
import { induceAspectModel } from '../studio/profiling/induce-aspect-model.ts';
import type { Induction, TrainingClause } from '../studio/profiling/induce-aspect-model.ts';
import { embedTrainingClauses } from './embed-training-clauses.ts';
import type { Stage, StageContext } from './run-stage.ts';
import { createStagePause } from './stage-pause.ts';

/** Where the stage leaves what turns a clause into aspects, for the stages after it. */
export const aspectModelPath = 'work/aspect-model.bin';

/** Induces the aspects that a seeded sample of the clauses speaks of. */
export const induceAspects: Stage = {
  name: 'aspects',
  version: 3,
  reads: ['clauses'],
  writes: ['aspects'],
  settings: ({ aspects: { embedding, ...aspects } }) => {
    const { kind, baseUrl, name } = embedding;
    return kind === 'terms' ? aspects : { ...aspects, embedding: { baseUrl, name } };
  },
  async run(context) {
    const { run, config, deps } = context;
    const [clauses] = z
      .tuple([z.object({ all: z.number() })])
      .parse(await context.db.rows('select count(*) as "all" from clauses'));
    const training = await drawTrainingClauses(context);
    const embedder = deps.createEmbedder(config);
    const texts = training.map(({ text }) => text);
    const { model, aspects, figures } = await induceAspectModel(
      training,
      {
        count: config.aspects.count ?? 'auto',
        minimumSimilarity: config.aspects.minimumSimilarity,
        seed: config.seed,
        ...(embedder === null ? {} : { vectors: await embedTrainingClauses(run, texts, embedder, deps) }),
      },
      createStagePause(deps, 'aspects'),
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
        { step: 'clauses drawn for training', rowsIn: clauses.all, rowsOut: figures['training_clauses'] ?? 0 },
        { step: 'clusters kept as aspects', rowsIn: aspects.length, rowsOut: kept.length, note: dropped.join('; ') },
      ],
      figures,
    };
  },
};

async function drawTrainingClauses({ db, deps, config }: StageContext): Promise<TrainingClause[]> {
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
