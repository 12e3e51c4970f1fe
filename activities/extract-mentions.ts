import { Float64, Int32, Table, Utf8, vectorFromArray } from 'apache-arrow';
import type { RecordBatch } from 'apache-arrow';
import { z } from 'zod';
import { StudioFailure } from '../schemas/failure.ts';
import { decodeAspectModel } from '../studio/profiling/aspect-model.ts';
import { blendSentiment, scoreWords } from '../studio/profiling/clause-sentiment.ts';
import { findClauseAspects } from '../studio/profiling/find-clause-aspects.ts';
import { createPause } from '../studio/profiling/pause.ts';
import { aspectModelFile } from './induce-aspects.ts';
import type { Stage, StageContext } from './run-stage.ts';

/** Gives each clause its aspects and their sentiment. */
export const extractMentions: Stage = {
  name: 'mentions',
  version: 1,
  reads: ['reviews', 'clauses', 'aspects'],
  writes: ['mentions'],
  settings: ({ aspects, sentiment }) => ({ minimumSimilarity: aspects.minimumSimilarity, sentiment }),
  async run(context) {
    const { db, deps, write } = context;
    await db.createTable('found', findMentions(context));
    const mentions = await write('mentions', await deps.readSql('studio/profiling/mentions.sql'));
    const [row] = await db.rows(await deps.readSql('studio/profiling/mention_coverage.sql'));
    const coverage = z.record(z.string(), z.number()).parse(row);
    return {
      steps: [{ step: 'clauses to mentions', rowsIn: coverage['clauses'] ?? 0, rowsOut: mentions }],
      figures: coverage,
    };
  },
};

async function* findMentions({ run, config, db, deps }: StageContext): AsyncGenerator<RecordBatch> {
  const bytes = await run.readBytes(aspectModelFile);
  if (bytes === undefined) {
    throw new StudioFailure('RunFolderUnusable', `${run.path(aspectModelFile)} is missing`, {
      remedy: 'It was removed by hand: launch again with --fresh, which induces the aspects anew.',
    });
  }
  const model = decodeAspectModel(bytes);
  const rows = await db.rows('select aspect_id from aspects where kept');
  const kept = new Set(rows.map((row) => z.string().parse(row['aspect_id'])));
  const pause = createPause({
    nowMs: deps.nowMs,
    report: (progress) => deps.heartbeat({ stage: 'mentions', progress }),
    signal: deps.cancellation(),
  });
  yield* mentionTable([]).batches;
  let clauses = 0;
  const query = 'select review_id, clause_no, clauses.text, rating from clauses join reviews using (review_id)';
  for await (const batch of db.recordBatches(query)) {
    const found: FoundMention[] = [];
    const [reviewIds, clauseNos] = [batch.getChild('review_id'), batch.getChild('clause_no')];
    const [texts, ratings] = [batch.getChild('text'), batch.getChild('rating')];
    for (let row = 0; row < batch.numRows; row += 1) {
      const text = String(texts?.get(row));
      const aspects = findClauseAspects(model, kept, text, config.aspects.minimumSimilarity);
      // Most clauses speak of nothing: their sentiment is not asked for.
      if (aspects.length > 0) {
        const sentiment = blendSentiment(scoreWords(text), Number(ratings?.get(row)), config.sentiment.starWeight);
        const [reviewId, clauseNo] = [String(reviewIds?.get(row)), Number(clauseNos?.get(row))];
        for (const aspect of aspects) found.push({ reviewId, clauseNo, sentiment, ...aspect });
      }
      await pause(`clauses read: ${clauses + row}`);
    }
    clauses += batch.numRows;
    yield* mentionTable(found).batches;
  }
}

interface FoundMention {
  reviewId: string;
  clauseNo: number;
  aspectId: string;
  similarity: number;
  sentiment: number;
}

function mentionTable(found: readonly FoundMention[]): Table {
  const text = (pick: (mention: FoundMention) => string) => vectorFromArray(found.map(pick), new Utf8());
  const number = (pick: (mention: FoundMention) => number) => vectorFromArray(found.map(pick), new Float64());
  return new Table({
    review_id: text(({ reviewId }) => reviewId),
    clause_no: vectorFromArray(
      found.map(({ clauseNo }) => clauseNo),
      new Int32(),
    ),
    aspect_id: text(({ aspectId }) => aspectId),
    similarity: number(({ similarity }) => similarity),
    sentiment: number(({ sentiment }) => sentiment),
  });
}
