import { Int32, Table, Utf8, vectorFromArray } from 'apache-arrow';
import type { RecordBatch } from 'apache-arrow';
import { z } from 'zod';
import { encodeAspectModel } from '../studio/profiling/aspect-model.ts';
import { induceAspectModel } from '../studio/profiling/induce-aspect-model.ts';
import type { TrainingClause } from '../studio/profiling/induce-aspect-model.ts';
import type { Aspect } from '../studio/profiling/judge-clusters.ts';
import { createPause } from '../studio/profiling/pause.ts';
import type { Pause } from '../studio/profiling/pause.ts';
import { segmentClauses } from '../studio/profiling/segment-clauses.ts';
import type { Stage, StageContext } from './run-stage.ts';

/** Where the model lies in the run's folder, for the stage that assigns aspects. */
export const aspectModelFile = 'work/aspect-model.bin';

/** Splits every review into clauses and induces the domain's aspects from a seeded draw of them. */
export const induceAspects: Stage = {
  name: 'aspects',
  version: 1,
  reads: ['reviews'],
  writes: ['clauses', 'aspects'],
  settings: ({ aspects }) => aspects,
  async run(context) {
    const { run, config, db, deps, write } = context;
    const pause = createPause({
      nowMs: deps.nowMs,
      report: (progress) => deps.heartbeat({ stage: 'aspects', progress }),
      signal: deps.cancellation(),
    });
    await db.createTable('segmented', segmentReviews(context, pause));
    const clauses = await write('clauses', 'from segmented order by review_id, clause_no');
    const training = await drawTrainingClauses(context);
    const { count, minimumSimilarity } = config.aspects;
    const induction = await induceAspectModel(training, { count, minimumSimilarity, seed: config.seed }, pause);
    await run.writeBytes(aspectModelFile, encodeAspectModel(induction.model));
    await db.createTable('induced', toTable(induction.aspects).batches);
    await write('aspects', `select * replace (string_split(top_terms, chr(31)) as top_terms, clauses::bigint as clauses) from induced order by aspect_id`);
    const [counts] = await db.rows('select count(*) as reviews from reviews');
    return {
      steps: [
        { step: 'reviews to clauses', rowsIn: Number(counts?.['reviews']), rowsOut: clauses },
        {
          step: 'clusters to aspects',
          rowsIn: induction.aspects.length,
          rowsOut: induction.aspects.filter(({ kept }) => kept).length,
        },
      ],
      figures: induction.figures,
    };
  },
};

async function* segmentReviews({ db }: StageContext, pause: Pause): AsyncGenerator<RecordBatch> {
  yield* clauseTable([]).batches;
  let reviews = 0;
  for await (const batch of db.recordBatches('select review_id, text from reviews')) {
    const ids = batch.getChild('review_id');
    const texts = batch.getChild('text');
    const rows = [];
    for (let row = 0; row < batch.numRows; row += 1) {
      const reviewId = String(ids?.get(row));
      for (const clause of segmentClauses(String(texts?.get(row) ?? ''))) rows.push({ reviewId, ...clause });
      await pause(`reviews segmented: ${reviews + row}`);
    }
    reviews += batch.numRows;
    yield* clauseTable(rows).batches;
  }
}

function clauseTable(
  rows: readonly { reviewId: string; clauseNo: number; charStart: number; charEnd: number; text: string }[],
): Table {
  const text = (pick: (row: (typeof rows)[number]) => string) => vectorFromArray(rows.map(pick), new Utf8());
  const count = (pick: (row: (typeof rows)[number]) => number) => vectorFromArray(rows.map(pick), new Int32());
  return new Table({
    review_id: text((row) => row.reviewId),
    clause_no: count((row) => row.clauseNo),
    char_start: count((row) => row.charStart),
    char_end: count((row) => row.charEnd),
    text: text((row) => row.text),
  });
}

const TrainingClauseSchema = z.object({ review_id: z.string(), text: z.string() });

/** Whole reviews in the order of a seeded hash until the clauses suffice: neighbours stay together, and no order of rows matters. */
async function drawTrainingClauses({ config, db }: StageContext): Promise<TrainingClause[]> {
  const rows = await db.rows(
    `with sizes as (
       select review_id, count(*) as clauses, md5($seed || ' ' || review_id) as draw from segmented group by review_id
     ),
     drawn as (
       select review_id, draw from sizes
       qualify sum(clauses) over (order by draw, review_id rows unbounded preceding) - clauses < $most
     )
     select review_id, text from segmented join drawn using (review_id) order by draw, review_id, clause_no`,
    { seed: String(config.seed), most: config.aspects.trainingClauses },
  );
  return z
    .array(TrainingClauseSchema)
    .parse(rows)
    .map(({ review_id: reviewId, text }) => ({ reviewId, text }));
}

function toTable(aspects: readonly Aspect[]): Table {
  const text = (pick: (aspect: Aspect) => string | null) => vectorFromArray(aspects.map(pick), new Utf8());
  return new Table({
    aspect_id: text(({ aspectId }) => aspectId),
    label: text(({ label }) => label),
    // Unit separator: no term holds a control character.
    top_terms: text(({ topTerms }) => topTerms.join('\u001F')),
    clauses: vectorFromArray(
      aspects.map(({ clauses }) => clauses),
      new Int32(),
    ),
    kept: vectorFromArray(aspects.map(({ kept }) => kept)),
    drop_reason: text(({ dropReason }) => dropReason),
  });
}
