import type { RecordBatch } from 'apache-arrow';
import { createBatch, numberAt, textAt } from './arrow-columns.ts';
import { blendSentiment } from '../sentiment/clause-sentiment.ts';
import type { ScoreClause } from '../sentiment/clause-sentiment.ts';
import type { FindAspects } from './find-aspects.ts';
import { decodeEntities } from '../text/html-entities.ts';
import type { Pause } from './pause.ts';

export interface MentionRules {
  findAspects: FindAspects;
  scoreClause: ScoreClause;
  /** Weight of the review's stars in a mention's sentiment, 0 to 1. */
  starWeight: number;
}

/** Mentions (clause_row, aspect_id, similarity, sentiment) of a batch of clauses (clause_row, text, rating). */
export async function buildMentionBatch(
  clauses: RecordBatch,
  { findAspects, scoreClause, starWeight }: MentionRules,
  pause: Pause,
): Promise<RecordBatch> {
  const texts = { aspect_id: [] as string[] };
  const integers = { clause_row: [] as number[] };
  const numbers = { similarity: [] as number[], sentiment: [] as number[] };
  for (let row = 0; row < clauses.numRows; row += 1) {
    const text = decodeEntities(textAt(clauses, 'text', row));
    await pause('clauses are read');
    const aspects = findAspects(text);
    // Most clauses speak of nothing: their sentiment is not asked for.
    if (aspects.length === 0) continue;
    const sentiment = blendSentiment(scoreClause(text), numberAt(clauses, 'rating', row), starWeight);
    for (const { aspectId, similarity } of aspects) {
      texts.aspect_id.push(aspectId);
      integers.clause_row.push(numberAt(clauses, 'clause_row', row));
      numbers.similarity.push(roundTo(similarity, 1e6));
      numbers.sentiment.push(roundTo(sentiment, 1e6));
    }
  }
  return createBatch({ texts, integers, numbers });
}

/** The SQL files sum millionths; what is written is what they sum. */
function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
