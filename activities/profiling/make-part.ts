import type { RecordBatch } from 'apache-arrow';
import { createBatch } from '../../studio/profiling/arrow-columns.ts';
import { buildClauseBatch } from '../../studio/profiling/build-clause-batch.ts';
import { buildMentionBatch } from '../../studio/profiling/build-mention-batch.ts';
import type { MentionRules } from '../../studio/profiling/build-mention-batch.ts';
import { decodeAspectModel } from '../../studio/profiling/aspect-model.ts';
import { decodeMentions, toKnowledge } from '../../studio/mentions/mention-knowledge.ts';
import { createPlaceTerm } from '../../studio/profiling/place-term.ts';
import type { Pause } from '../../studio/profiling/pause.ts';
import type { Database, Dependencies } from '../dependencies.ts';
import type { PartSetup, PartTask } from './part.ts';

export interface PartTools {
  db: Database;
  readSql: Dependencies['readSql'];
  pause: Pause;
}

export type MakePart = (task: PartTask, tools: PartTools) => Promise<void>;

/** Prepares once what every part needs; throws where the aspect model cannot be read. */
export function createMakePart(setup: PartSetup): MakePart {
  if (setup.relation === 'clauses') return makeClausePart;
  const { aspectModel, knowledge, keptAspectIds, terms } = setup;
  const rules: MentionRules = {
    knowledge: toKnowledge(decodeMentions(knowledge)),
    placeTerm: createPlaceTerm(decodeAspectModel(aspectModel).heads, new Set(keptAspectIds)),
    terms: new Map(terms),
  };
  return (task, tools) => makeMentionPart(task, tools, rules);
}

async function makeClausePart({ partition, source, target }: PartTask, { db, readSql, pause }: PartTools) {
  await db.run(await readSql('studio/profiling/parts/create_partition_reviews.sql'), { source, partition });
  async function* cut(): AsyncGenerator<RecordBatch> {
    for await (const batch of db.recordBatches('select review_no, text from partition_reviews order by review_no'))
      yield await buildClauseBatch(batch, pause);
  }
  await db.createTable('found_clauses', cut());
  await db.writeParquet(await readSql('studio/profiling/parts/clause_part.sql'), target);
}

async function makeMentionPart(
  { partition, source, target }: PartTask,
  { db, readSql, pause }: PartTools,
  rules: MentionRules,
): Promise<void> {
  await db.run(await readSql('studio/profiling/parts/create_partition_reviews.sql'), { source, partition });
  async function* find(): AsyncGenerator<RecordBatch> {
    yield await buildMentionBatch(noReviews, rules, pause);
    for await (const batch of db.recordBatches(
      'select review_no, rating::double as rating, text from partition_reviews order by review_no',
    ))
      yield await buildMentionBatch(batch, rules, pause);
  }
  await db.createTable('found_mentions', find());
  await db.writeParquet(await readSql('studio/profiling/parts/mention_part.sql'), target);
}

/** A partition may hold no mention; its part is then an empty file with the same columns. */
const noReviews: RecordBatch = createBatch({
  texts: { text: [] },
  integers: { review_no: [] },
  numbers: { rating: [] },
});
