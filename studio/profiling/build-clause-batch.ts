import type { RecordBatch } from 'apache-arrow';
import { createBatch, textAt } from './arrow-columns.ts';
import type { Pause } from './pause.ts';
import { segmentClauses } from './segment-clauses.ts';

/** Clauses (review_id, clause_no, char_start, char_end, text) of a batch of reviews (review_id, text). */
export async function buildClauseBatch(reviews: RecordBatch, pause: Pause): Promise<RecordBatch> {
  const texts = { review_id: [] as string[], text: [] as string[] };
  const integers = { clause_no: [] as number[], char_start: [] as number[], char_end: [] as number[] };
  for (let row = 0; row < reviews.numRows; row += 1) {
    const reviewId = textAt(reviews, 'review_id', row);
    for (const clause of segmentClauses(textAt(reviews, 'text', row))) {
      texts.review_id.push(reviewId);
      texts.text.push(clause.text);
      integers.clause_no.push(clause.clauseNo);
      integers.char_start.push(clause.charStart);
      integers.char_end.push(clause.charEnd);
    }
    await pause('clauses: reviews are cut');
  }
  return createBatch({ texts, integers });
}
